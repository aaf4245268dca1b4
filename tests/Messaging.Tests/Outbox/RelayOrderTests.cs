using System.Collections.Concurrent;
using MassTransit;

namespace Platform.Messaging.Tests;

/// <summary>Order within a stream, poison, and which rows are chosen: one round of the relay at a time.</summary>
public sealed class RelayOrderTests
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Stream_whose_first_message_fails_keeps_its_order_and_holds_up_no_other()
    {
        await using var place = await Place.CreateAsync();
        var faults = new PublishFaults();
        await using var service = await StartAsync(place, faults);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        await service.WriteAsync("a", new NoteWritten(1, "a"), new NoteWritten(2, "a"), new NoteWritten(3, "a"));
        await service.WriteAsync("b", new NoteWritten(4, "b"));
        faults.Refused[1] = true;

        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(1);
        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(0);
        await heard.FirstAsync(n => n.Number == 4);
        faults.Refused.Clear();
        (await service.Relay.RunOnceAsync(Now.AddSeconds(3), default)).ShouldBe(3);

        await Eventually.BecomesTrueAsync(() => heard.All.Count == 4, "all are heard");
        faults.Published.ShouldBe([4, 1, 2, 3]);
        (await service.WaitingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Message_of_an_unknown_type_is_set_aside_with_its_error_and_its_stream_goes_on()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await StartAsync(place);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        await service.WriteAsync("a", new NoteWritten(1, "poison"), new NoteWritten(2, "behind it"));
        await service.WriteAsync("b", new NoteWritten(3, "elsewhere"));
        await service.AskAsync<long>("with poison as (update outbox_messages set message_type = 'Gone.For.Ever' where position = 1 returning 1) select count(*) from poison");

        var now = Now;
        (await service.Relay.RunOnceAsync(now, default)).ShouldBe(1);
        await heard.FirstAsync(n => n.Number == 3);
        for (var attempt = 2; attempt <= OutboxRelay.MaxAttempts; attempt++)
        {
            heard.All.ShouldNotContain(n => n.Number == 2);
            now += TimeSpan.FromSeconds(301);
            await service.Relay.RunOnceAsync(now, default);
        }

        (await service.AskAsync<int>("select attempts from outbox_messages where dead_at is not null")).ShouldBe(OutboxRelay.MaxAttempts);
        (await service.AskAsync<string>("select last_error from outbox_messages where dead_at is not null")).ShouldContain("Gone.For.Ever");
        (await service.Relay.RunOnceAsync(now, default)).ShouldBe(1);
        await heard.FirstAsync(n => n.Number == 2);
        (await service.Relay.RunOnceAsync(now.AddDays(1), default)).ShouldBe(0);
    }

    [Fact]
    public async Task Message_whose_transaction_commits_later_with_a_smaller_position_is_not_missed()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await StartAsync(place);
        await using var slow = await service.Database.OpenConnectionAsync();
        await using var open = await slow.BeginTransactionAsync();
        await Outbox.AddAsync(open, new NoteWritten(1, "early number, late commit"), "a", Now);
        await service.WriteAsync("b", new NoteWritten(2, "late number, early commit"));

        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(1);
        await open.CommitAsync();

        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(1);
        (await service.WaitingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Transaction_that_is_rolled_back_leaves_no_event()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await StartAsync(place);
        await using (var connection = await service.Database.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await Outbox.AddAsync(transaction, new NoteWritten(1, "never"), "a", Now);
            await transaction.RollbackAsync();
        }

        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(0);
    }

    [Fact]
    public async Task Text_that_a_device_made_up_travels_unchanged()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await StartAsync(place);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        var text = "zero \0, quote \", emoji \U0001F527, line\n";
        await service.WriteAsync("a", new NoteWritten(1, text));

        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(1);

        (await heard.FirstAsync()).Text.ShouldBe(text);
    }

    [Fact]
    public async Task Big_backlog_of_one_stream_leaves_in_order_and_does_not_starve_another()
    {
        await using var place = await Place.CreateAsync();
        var faults = new PublishFaults();
        await using var service = await StartAsync(place, faults);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var heard = await bus.ListenAsync<NoteWritten>();
        await service.WriteAsync("a", Enumerable.Range(1, 450).Select(n => new NoteWritten(n, "a")));
        await service.WriteAsync("b", new NoteWritten(1000, "b"));
        faults.Refused[1] = true;

        await service.Relay.RunOnceAsync(Now, default);
        (await service.Relay.RunOnceAsync(Now, default)).ShouldBe(1);
        faults.Refused.Clear();
        var later = Now.AddSeconds(3);
        while (await service.Relay.RunOnceAsync(later, default) > 0)
        {
        }

        await Eventually.BecomesTrueAsync(() => heard.All.Count == 451, "all are heard");
        faults.Published.Where(n => n < 1000).ShouldBe(Enumerable.Range(1, 450));
    }

    private static Task<TestService> StartAsync(Place place, PublishFaults? faults = null) => TestService.StartAsync(
        place,
        bus => bus.AddPublishObserver(_ => faults ?? new PublishFaults()),
        relayRuns: false);

    /// <summary>Refuses to publish notes of given numbers and knows in which order the others were confirmed.</summary>
    private sealed class PublishFaults : IPublishObserver
    {
        public ConcurrentDictionary<int, bool> Refused { get; } = new();

        public ConcurrentQueue<int> Published { get; } = new();

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => context.Message is NoteWritten note && Refused.ContainsKey(note.Number)
                ? throw new InvalidOperationException($"note {note.Number} is refused")
                : Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is NoteWritten note) Published.Enqueue(note.Number);
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
