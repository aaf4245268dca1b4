using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Platform.Messaging.Tests;

/// <summary>Once in effect, and what becomes of a message whose effect fails.</summary>
public sealed class InboxTests
{
    private const string Queue = "notes-note-keeper";

    [Fact]
    public async Task Message_delivered_many_times_at_once_has_one_effect()
    {
        await using var place = await Place.CreateAsync();
        var attempts = new Attempts();
        await using var service = await StartAsync(place, attempts);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var id = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bus.PublishAsync(new NoteWritten(1, "once"), id)));

        await Eventually.BecomesTrueAsync(() => attempts.Count == 8, "all deliveries are handled");
        await Eventually.BecomesTrueAsync(async () => await place.DepthAsync(Queue) == 0, "the queue is empty", TimeSpan.FromSeconds(90));
        (await service.AskAsync<long>("select count(*) from notes")).ShouldBe(1);
        (await place.QueueAsync($"{Queue}_error")).ShouldBeNull();
    }

    [Fact]
    public async Task Message_with_another_id_is_another_message()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await StartAsync(place, new Attempts());
        await using var bus = await TestBus.StartAsync(place.Broker);

        await bus.PublishAsync(new NoteWritten(1, "same words"));
        await bus.PublishAsync(new NoteWritten(1, "same words"));

        await Eventually.BecomesTrueAsync(async () => await service.AskAsync<long>("select count(*) from notes") == 2, "both are kept");
    }

    [Fact]
    public async Task Effect_that_fails_is_undone_tried_again_and_set_aside_with_the_reason_while_others_go_on()
    {
        await using var place = await Place.CreateAsync();
        var attempts = new Attempts();
        await using var service = await StartAsync(place, attempts);
        await using var bus = await TestBus.StartAsync(place.Broker);

        await bus.PublishAsync(new NoteWritten(1, "fail"));
        await Eventually.BecomesTrueAsync(() => attempts.Count >= 1, "it was tried");
        await bus.PublishAsync(new NoteWritten(2, "fine"));
        await Eventually.BecomesTrueAsync(async () => await service.AskAsync<long>("select count(*) from notes where text = 'fine'") == 1, "the other is kept");

        var aside = await Eventually.BecomesAsync(
            () => place.DepthAsync($"{Queue}_error"), count => count == 1, "it is set aside", TimeSpan.FromSeconds(90));
        aside.ShouldBe(1);
        attempts.Count.ShouldBe(1 + 5);
        (await service.AskAsync<long>("select count(*) from notes where text = 'fail'")).ShouldBe(0);
        (await service.AskAsync<long>("select count(*) from inbox_messages")).ShouldBe(1);
        (await place.PeekAsync($"{Queue}_error")).GetProperty("properties").GetProperty("headers").GetProperty("MT-Fault-Message").GetString().ShouldBe("this note cannot be kept");

        var monitor = service.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ErrorQueueMonitor>().Single();
        await monitor.RunOnceAsync(TimeProvider.System.GetUtcNow(), default);
        var depths = service.Services.GetRequiredService<ErrorQueues>().Depths;
        depths[$"{Queue}_error"].ShouldBe(1u);
        depths[$"{Queue}_skipped"].ShouldBe(0u);
    }

    [Fact]
    public async Task Message_that_comes_while_the_database_is_away_waits_for_it_and_is_not_set_aside()
    {
        await using var place = await Place.CreateAsync();
        var postgres = new NpgsqlConnectionStringBuilder(place.Database);
        await using var gate = new TcpGate(postgres.Host!, postgres.Port);
        postgres.Port = gate.Port;
        var attempts = new Attempts();
        await using var service = await StartAsync(place, attempts, postgres.ConnectionString);
        await using var bus = await TestBus.StartAsync(place.Broker);

        gate.Shut();
        await bus.PublishAsync(new NoteWritten(1, "waits"));
        await Eventually.BecomesTrueAsync(() => attempts.Count >= 8, "it was tried more often than a message that fails by itself", TimeSpan.FromSeconds(90));
        gate.Open();

        await Eventually.BecomesTrueAsync(async () => await service.AskAsync<long>("select count(*) from notes") == 1, "it is kept");
        (await place.QueueAsync($"{Queue}_error")).ShouldBeNull();
    }

    [Fact]
    public async Task Message_that_waits_for_the_database_when_its_service_stops_is_there_for_the_next_one()
    {
        await using var place = await Place.CreateAsync();
        var postgres = new NpgsqlConnectionStringBuilder(place.Database);
        await using var gate = new TcpGate(postgres.Host!, postgres.Port);
        postgres.Port = gate.Port;
        var attempts = new Attempts();
        await using var bus = await TestBus.StartAsync(place.Broker);
        await using (await StartAsync(place, attempts, postgres.ConnectionString))
        {
            gate.Shut();
            await bus.PublishAsync(new NoteWritten(1, "waits"));
            await Eventually.BecomesTrueAsync(() => attempts.Count >= 2, "it waits for the database");
        }

        await using var next = await StartAsync(place, new Attempts());
        await Eventually.BecomesTrueAsync(async () => await next.AskAsync<long>("select count(*) from notes") == 1, "it is kept");
        (await place.QueueAsync($"{Queue}_error")).ShouldBeNull();
    }

    [Fact]
    public async Task Housekeeping_forgets_what_is_old_and_keeps_what_may_be_replayed()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await StartAsync(place, new Attempts());
        await service.AskAsync<long>("""
            with rows as (insert into inbox_messages (consumer, message_id, received_at) values
                ('a', gen_random_uuid(), now() - interval '31 days'), ('a', gen_random_uuid(), now() - interval '29 days') returning 1),
            answers as (insert into idempotent_requests (scope, key_hash, request_hash, started_at) values
                ('a', '\x01', '\x01', now() - interval '25 hours'), ('a', '\x02', '\x01', now() - interval '23 hours') returning 1)
            select count(*) from rows, answers
            """);

        await service.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Housekeeping>().Single().RunOnceAsync(TimeProvider.System.GetUtcNow(), default);

        (await service.AskAsync<long>("select count(*) from inbox_messages")).ShouldBe(1);
        (await service.AskAsync<long>("select count(*) from idempotent_requests")).ShouldBe(1);
    }

    private static Task<TestService> StartAsync(Place place, Attempts attempts, string? database = null) => TestService.StartAsync(
        place, bus => bus.AddConsumer<NoteKeeper>(), builder => builder.Services.AddSingleton(attempts), database: database);
}
