using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Platform.Messaging.Tests;

/// <summary>The relay as it runs in a service: woken, polling, alone, and when the broker is away.</summary>
public sealed class RelayLoopTests
{
    [Fact]
    public async Task Replicas_on_one_database_relay_one_at_a_time_and_the_next_takes_over()
    {
        await using var place = await Place.CreateAsync();
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        var first = await TestService.StartAsync(place);
        await Eventually.BecomesTrueAsync(async () => await HoldersAsync(first) == 1, "the first replica relays");
        await using var second = await TestService.StartAsync(place);
        for (var stream = 0; stream < 20; stream++) await second.WriteAsync($"s{stream}", Enumerable.Range(stream * 10, 10).Select(n => new NoteWritten(n, "both run")));

        await Eventually.BecomesTrueAsync(() => heard.All.Count >= 200, "all are heard");
        (await HoldersAsync(second)).ShouldBe(1);
        heard.All.Select(n => n.Number).Order().ShouldBe(Enumerable.Range(0, 200));

        await first.DisposeAsync();
        await second.WriteAsync("a", new NoteWritten(1000, "the first is gone"));
        await heard.FirstAsync(n => n.Number == 1000);
        (await HoldersAsync(second)).ShouldBe(1);
    }

    [Fact]
    public async Task Relay_whose_round_failed_gives_the_lock_back_and_goes_on()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await TestService.StartAsync(place);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        await service.AskAsync<string>("alter table outbox_messages rename to elsewhere; select ''");
        await Eventually.BecomesTrueAsync(async () => await HoldersAsync(service) == 0, "the lock is free");

        await service.AskAsync<string>("alter table elsewhere rename to outbox_messages; select ''");
        await service.WriteAsync("a", new NoteWritten(1, "after it"));

        await heard.FirstAsync(n => n.Number == 1);
    }

    [Fact]
    public async Task Message_whose_notification_was_lost_is_sent_all_the_same()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await TestService.StartAsync(place);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        await service.AskAsync<long>("""
            with row as (
                insert into outbox_messages (message_id, stream, message_type, payload, created_at, next_attempt_at)
                values (gen_random_uuid(), 'a', 'Platform.Messaging.Tests.NoteWritten', '{"number":7,"text":"silent"}', now(), now()) returning 1)
            select count(*) from row
            """);

        await heard.FirstAsync(n => n.Number == 7);
    }

    [Fact]
    public async Task Messages_wait_while_the_broker_is_away_and_flow_when_it_is_back()
    {
        await using var place = await Place.CreateAsync();
        await using var gate = new TcpGate(place.Broker.Host, place.Broker.Port);
        await using var service = await TestService.StartAsync(place, broker: new UriBuilder(place.Broker) { Port = gate.Port }.Uri);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();

        gate.Shut();
        await service.WriteAsync("a", new NoteWritten(1, "kept"), new NoteWritten(2, "kept"));
        await Eventually.BecomesTrueAsync(async () => await service.AskAsync<long>("select count(*) from outbox_messages where last_error is not null") > 0, "a try has failed");
        (await service.WaitingAsync()).ShouldBe(2);
        gate.Open();

        await Eventually.BecomesTrueAsync(() => heard.All.Count == 2, "both are heard", TimeSpan.FromSeconds(60));
        heard.All.Select(n => n.Number).Order().ShouldBe([1, 2]);
        await Eventually.BecomesTrueAsync(async () => await service.WaitingAsync() == 0, "the outbox is empty");
    }

    [Fact]
    public async Task Trace_of_a_request_goes_on_through_the_outbox_to_the_consumer()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Platform.Messaging" or "MassTransit" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var place = await Place.CreateAsync();
        var traces = new ConcurrentQueue<string>();
        await using var service = await TestService.StartAsync(
            place,
            bus => bus.AddConsumer<TraceKeeper>(),
            builder => builder.Services.AddSingleton(traces),
            app => app.MapPost("/notes", async (NpgsqlDataSource database) =>
            {
                await using var connection = await database.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await Outbox.AddAsync(transaction, new NoteWritten(1, "traced"), "a", TimeProvider.System.GetUtcNow());
                await transaction.CommitAsync();
                return TypedResults.NoContent();
            }).AllowAnonymous());

        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var answer = await service.Http.SendAsync(request);

        answer.Headers.GetValues("X-Request-Id").Single().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        await Eventually.BecomesTrueAsync(() => !traces.IsEmpty, "the event is consumed");
        traces.First().ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    private static Task<long> HoldersAsync(TestService service) => service.AskAsync<long>(
        "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and granted");

    private sealed class TraceKeeper(ConcurrentQueue<string> traces) : IConsumer<NoteWritten>
    {
        public Task Consume(ConsumeContext<NoteWritten> context)
        {
            traces.Enqueue(Activity.Current?.TraceId.ToString() ?? "none");
            return Task.CompletedTask;
        }
    }
}
