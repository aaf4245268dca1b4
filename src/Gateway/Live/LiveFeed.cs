using Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Gateway.Live;

/// <summary>
/// This instance's own queue on the transient exchange <c>live</c>, bound to the tenants that somebody watches here. When the
/// broker was away, all of it is made anew.
/// </summary>
internal sealed partial class LiveFeed(BrokerConnection broker, LiveHub hub, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    private const ushort Prefetch = 500;
    private const ulong AcknowledgedEvery = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>What is bound at the moment.</summary>
    public IReadOnlySet<string> Bound { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(() => pause = FirstPause, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(exception.Message);
            }

            Bound = new HashSet<string>(StringComparer.Ordinal);
            await Task.Delay(pause, time, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task FollowAsync(Action connected, CancellationToken ct)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var channel = await broker.OpenChannelAsync(options: null, ct);
        channel.ChannelShutdownAsync += (_, _) => lost.CancelAsync();
        await channel.ExchangeDeclareAsync(LivePublisher.Exchange, ExchangeType.Topic, durable: false, autoDelete: false, cancellationToken: ct);

        // Bounded at the broker too: what nobody takes in time is not worth having.
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-max-length"] = 20_000, ["x-message-ttl"] = 10_000 }, cancellationToken: ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            hub.Publish(delivery.RoutingKey, delivery.Body.ToArray());

            // The queue goes with this consumer, so acknowledging only keeps deliveries flowing.
            if (delivery.DeliveryTag % AcknowledgedEvery == 0) await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true, lost.Token);
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: false, consumer, ct);
        connected();

        var bound = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var wanted = hub.WantedKeys();
            foreach (var key in wanted.Except(bound).ToArray()) await channel.QueueBindAsync(queue.QueueName, LivePublisher.Exchange, key, cancellationToken: lost.Token);
            foreach (var key in bound.Except(wanted).ToArray()) await channel.QueueUnbindAsync(queue.QueueName, LivePublisher.Exchange, key, cancellationToken: lost.Token);
            bound = [.. wanted];
            Bound = bound;
            await hub.WantedChangedAsync(lost.Token);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "Live events do not arrive at the moment: {Problem}")]
    private partial void LogLost(string problem);
}

/// <summary>Looks every second for sockets whose time is over.</summary>
internal sealed class LiveSweep(LiveHub hub, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var atStop = lifetime.ApplicationStopping.Register(hub.CloseAll);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) hub.Sweep();
    }
}
