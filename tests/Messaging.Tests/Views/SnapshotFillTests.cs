using System.Collections.Concurrent;
using System.Net;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging.Tests;

/// <summary>A view in a service: filled before it is healthy, kept current by events, filled again after a gap.</summary>
public sealed class SnapshotFillTests
{
    [Fact]
    public async Task View_is_filled_from_all_pages_and_follows_events()
    {
        await using var place = await Place.CreateAsync();
        await using var owner = await Owner.StartAsync();
        owner.Pages = [[new("a", 1, "a")], [new("b", 1, "b")], [new("c", 1, "c")]];
        await using var service = await StartAsync(place, owner, place.Broker);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var view = service.Services.GetRequiredService<ReplicatedView<string, Fact>>();

        view.IsFilled.ShouldBeTrue();
        view.Count.ShouldBe(3);
        owner.Asked.Take(3).ShouldBe(["?limit=1000", "?limit=1000&after=1", "?limit=1000&after=2"]);
        await bus.PublishAsync(new FactChanged(new Fact("a", 2, "changed")));
        await Eventually.BecomesTrueAsync(() => view.Find("a")!.Text == "changed", "the event is applied");
    }

    [Fact]
    public async Task Service_is_not_healthy_before_its_view_is_filled()
    {
        await using var place = await Place.CreateAsync();
        await using var owner = await Owner.StartAsync();
        owner.IsAway = true;
        var starting = StartAsync(place, owner, place.Broker);
        await Eventually.BecomesTrueAsync(() => owner.Asked.Count >= 2, "the owner was asked twice");
        starting.IsCompleted.ShouldBeFalse();

        owner.IsAway = false;
        await using var service = await starting;

        service.Services.GetRequiredService<ReplicatedView<string, Fact>>().IsFilled.ShouldBeTrue();
    }

    [Fact]
    public async Task View_is_filled_again_when_the_broker_is_back_because_events_were_missed()
    {
        await using var place = await Place.CreateAsync();
        await using var gate = new TcpGate(place.Broker.Host, place.Broker.Port);
        await using var owner = await Owner.StartAsync();
        owner.Pages = [[new("a", 1, "old")]];
        await using var service = await StartAsync(place, owner, new UriBuilder(place.Broker) { Port = gate.Port }.Uri);
        await using var bus = await TestBus.StartAsync(place.Broker);
        var view = service.Services.GetRequiredService<ReplicatedView<string, Fact>>();

        gate.Shut();
        owner.Pages = [[new("a", 2, "changed in the gap")]];
        await bus.PublishAsync(new FactChanged(new Fact("a", 2, "nobody hears this")));
        gate.Open();

        await Eventually.BecomesTrueAsync(() => view.Find("a")!.Text == "changed in the gap", "the gap is closed", TimeSpan.FromSeconds(60));
        await bus.PublishAsync(new FactChanged(new Fact("a", 3, "heard again")));
        await Eventually.BecomesTrueAsync(() => view.Find("a")!.Text == "heard again", "events are heard again");
    }

    [Fact]
    public async Task View_queue_belongs_to_one_process_and_goes_with_it()
    {
        await using var place = await Place.CreateAsync();
        await using var owner = await Owner.StartAsync();
        await using (await StartAsync(place, owner, place.Broker))
        {
            var queues = await Eventually.BecomesAsync(async () => (await place.QueuesAsync()).EnumerateArray().ToArray(), q => q.Length > 0, "queues are listed");
            var queue = queues.Single(q => q.GetProperty("name").GetString()!.StartsWith("notes-view-", StringComparison.Ordinal));
            queue.GetProperty("exclusive").GetBoolean().ShouldBeTrue();
            queue.GetProperty("auto_delete").GetBoolean().ShouldBeTrue();
        }

        await Eventually.BecomesTrueAsync(
            async () => (await place.QueuesAsync()).EnumerateArray().All(q => !q.GetProperty("name").GetString()!.Contains("-view-", StringComparison.Ordinal)), "it is gone");
    }

    private static Task<TestService> StartAsync(Place place, Owner owner, Uri broker) => TestService.StartAsync(
        place,
        bus => bus.AddViewConsumer<FactEvents>("notes"),
        builder =>
        {
            builder.Configuration["services:identity:http:0"] = owner.Address;
            builder.Configuration["services:owner:http:0"] = owner.Address;
            builder.Services.AddReplicatedView<string, Fact>(builder.Configuration, "owner", "internal/facts", f => f.Key, f => f.Version);
        },
        broker: broker);

    private sealed class FactEvents(ReplicatedView<string, Fact> view) : IConsumer<FactChanged>
    {
        public Task Consume(ConsumeContext<FactChanged> context)
        {
            view.Apply(context.Message.Fact);
            return Task.CompletedTask;
        }
    }

    /// <summary>The service that owns the facts.</summary>
    private sealed class Owner : IAsyncDisposable
    {
        private readonly StubServices stubs = new();

        public IReadOnlyList<Fact[]> Pages { get; set; } = [[]];

        public bool IsAway { get; set; }

        public ConcurrentQueue<string> Asked { get; } = new();

        public string Address => stubs.Address;

        public static async Task<Owner> StartAsync()
        {
            var owner = new Owner();
            owner.stubs.Answer("GET", "/internal/facts", owner.Page);
            await owner.stubs.StartAsync();
            return owner;
        }

        public ValueTask DisposeAsync() => stubs.DisposeAsync();

        private IResult Page(HttpContext http)
        {
            Asked.Enqueue(http.Request.QueryString.ToString());
            if (IsAway) return Results.StatusCode((int)HttpStatusCode.ServiceUnavailable);
            var page = int.TryParse(http.Request.Query["after"], out var after) ? after : 0;
            var pages = Pages;
            return Results.Json(new Page<Fact>(pages[page], page + 1 < pages.Count ? $"{page + 1}" : null), Json.Options);
        }
    }
}
