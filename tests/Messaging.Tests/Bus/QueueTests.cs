using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Messaging.Tests;

/// <summary>The queues of a service, as the broker sees them.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task Queue_of_a_consumer_is_a_quorum_queue_with_a_limit_and_a_place_for_what_is_given_up_before_the_service_is_healthy()
    {
        await using var place = await Place.CreateAsync();
        await using var service = await TestService.StartAsync(place, bus => bus.AddConsumer<NoteKeeper>(), builder => builder.Services.AddSingleton(new Attempts()));

        var queue = (await place.QueueAsync("notes-note-keeper")).ShouldNotBeNull();

        queue.GetProperty("durable").GetBoolean().ShouldBeTrue();
        var arguments = queue.GetProperty("arguments");
        arguments.GetProperty("x-queue-type").GetString().ShouldBe("quorum");
        arguments.GetProperty("x-delivery-limit").GetInt32().ShouldBe(QueueSettings.DeliveryLimit);
        arguments.GetProperty("x-dead-letter-exchange").GetString().ShouldBe(QueueSettings.DeadLetterExchange);
    }

    [Fact]
    public async Task Event_published_at_the_moment_of_health_is_not_lost()
    {
        await using var place = await Place.CreateAsync();
        await using var bus = await TestBus.StartAsync(place.Broker);
        await using var service = await TestService.StartAsync(place, b => b.AddConsumer<NoteKeeper>(), builder => builder.Services.AddSingleton(new Attempts()));

        await bus.PublishAsync(new NoteWritten(1, "the first"));

        await Eventually.BecomesTrueAsync(async () => await service.AskAsync<long>("select count(*) from notes") == 1, "it is kept");
    }

    [Fact]
    public async Task Definition_of_a_consumer_decides_how_many_messages_are_handled_at_once()
    {
        await using var place = await Place.CreateAsync();
        var crowd = new Crowd();
        await using var service = await TestService.StartAsync(place, b => b.AddConsumer<CrowdConsumer>(typeof(CrowdDefinition)), builder => builder.Services.AddSingleton(crowd));
        await using var bus = await TestBus.StartAsync(place.Broker);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => bus.PublishAsync(new NoteWritten(n, "waits"))));

        await Eventually.BecomesTrueAsync(() => crowd.Present == 32, "32 are at work at once");
        crowd.Leave.SetResult();
        await Eventually.BecomesTrueAsync(() => crowd.Total == 40, "all are handled");
        crowd.Most.ShouldBe(32);
    }

    [Fact]
    public async Task Service_answers_while_the_broker_is_away_and_says_so()
    {
        await using var place = await Place.CreateAsync();
        await using var gate = new TcpGate(place.Broker.Host, place.Broker.Port);
        await using var service = await TestService.StartAsync(place, b => b.AddConsumer<NoteKeeper>(), builder => builder.Services.AddSingleton(new Attempts()),
            broker: new UriBuilder(place.Broker) { Port = gate.Port }.Uri);

        gate.Shut();
        await Eventually.BecomesTrueAsync(async () => (int)(await service.Http.GetAsync("/health")).StatusCode == 503, "health says so", TimeSpan.FromSeconds(90));
        (await service.Http.GetAsync("/alive")).IsSuccessStatusCode.ShouldBeTrue();
        await service.Services.GetRequiredService<LivePublisher>().PublishAsync(1, 2, "device_status", new { status = "online" }, default);
        gate.Open();

        await service.IsHealthyAsync();
    }

    private sealed class Crowd
    {
        private readonly Lock gate = new();

        public TaskCompletionSource Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Present { get; private set; }

        public int Most { get; private set; }

        public int Total { get; private set; }

        public async Task JoinAsync()
        {
            lock (gate)
            {
                Present++;
                Total++;
                Most = Math.Max(Most, Present);
            }

            await Leave.Task;
            lock (gate) Present--;
        }
    }

    private sealed class CrowdConsumer(Crowd crowd) : IConsumer<NoteWritten>
    {
        public Task Consume(ConsumeContext<NoteWritten> context) => crowd.JoinAsync();
    }

    private sealed class CrowdDefinition : ConsumerDefinition<CrowdConsumer>
    {
        public CrowdDefinition() => ConcurrentMessageLimit = 32;
    }
}
