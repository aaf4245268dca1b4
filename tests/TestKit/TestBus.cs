using System.Collections.Concurrent;
using MassTransit;
using Platform.ServiceDefaults.Http;

namespace Platform.TestKit;

/// <summary>A bus of the test's own on the fixture's virtual host.</summary>
public sealed class TestBus : IAsyncDisposable
{
    private readonly IBusControl bus;

    private TestBus(IBusControl bus) => this.bus = bus;

    /// <summary>Connects to that virtual host.</summary>
    public static async Task<TestBus> StartAsync(Uri broker)
    {
        var started = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker);
            rabbit.ConfigureJsonSerializerOptions(options =>
            {
                Json.ConfigureForMessages(options);
                return options;
            });
        });
        await started.StartAsync(TimeSpan.FromSeconds(20));
        return new TestBus(started);
    }

    /// <summary>Publishes an event as its owner would; give an id to publish the same message twice.</summary>
    public Task PublishAsync<T>(T message, Guid? messageId = null)
        where T : class => bus.Publish(message, context => context.MessageId = messageId ?? NewId.NextGuid());

    /// <summary>Hears every <typeparamref name="T"/> from now on.</summary>
    public async Task<Heard<T>> ListenAsync<T>()
        where T : class
    {
        var heard = new Heard<T>();
        var handle = bus.ConnectReceiveEndpoint(new TemporaryEndpointDefinition(), KebabCaseEndpointNameFormatter.Instance, endpoint =>
        {
            // One after the other: side by side they would be noted in another order than they were said.
            endpoint.PrefetchCount = 1;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.Handler<T>(context =>
            {
                heard.Add(context.Message);
                return Task.CompletedTask;
            });
        });
        await handle.Ready;
        return heard;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await bus.StopAsync(TimeSpan.FromSeconds(5));
}

/// <summary>Messages that were heard, in order.</summary>
public sealed class Heard<T>
{
    private readonly ConcurrentQueue<T> messages = new();

    /// <summary>All so far.</summary>
    public IReadOnlyList<T> All => [.. messages];

    /// <summary>The first message that fits, waiting for it if need be.</summary>
    public async Task<T> FirstAsync(Func<T, bool>? fits = null, TimeSpan? within = null)
    {
        var found = await Eventually.BecomesAsync(
            () => Task.FromResult(messages.Where(m => fits?.Invoke(m) ?? true).Take(1).ToArray()), m => m.Length == 1, $"a {typeof(T).Name} is heard", within);
        return found[0];
    }

    internal void Add(T message) => messages.Enqueue(message);
}
