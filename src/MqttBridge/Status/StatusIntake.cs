using System.Diagnostics.Metrics;
using System.Threading.Channels;
using MassTransit;
using Platform.Contracts.MqttBridge;
using Platform.Messaging;
using RabbitMQ.Client;

namespace Platform.MqttBridge.Status;

/// <summary>
/// Turns devices' status messages into events. A message is acknowledged once the event is confirmed, so a crash in
/// between repeats it, which consumers bear. Devices go side by side, one device's messages stay in
/// order: of several replicas one takes messages, the others stand by.
/// </summary>
internal sealed partial class StatusIntake(BrokerConnection broker, IBus bus, TimeProvider time, ILogger<StatusIntake> logger) : BackgroundService
{
    /// <summary>Declared by the broker's definitions, and here for a broker without them.</summary>
    public const string Queue = "bridge.status";

    private const int MaxBatch = 256;
    private static readonly string[] Topics = ["workshop.*.device.*.status", "devices.*.status"];
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private static readonly Meter Meter = new("Platform.MqttBridge");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("platform.status.refused", "{message}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(exception.Message);
                await Task.Delay(RetryAfter, stoppingToken);
            }
        }
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        await using var channel = await broker.OpenChannelAsync(options: null, ct);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
        }, cancellationToken: ct);
        foreach (var topic in Topics) await channel.QueueBindAsync(Queue, BrokerAuth.BrokerAuthorizer.MqttExchange, topic, cancellationToken: ct);
        await channel.BasicQosAsync(0, MaxBatch * 2, global: false, ct);

        using var open = CancellationTokenSource.CreateLinkedTokenSource(ct);
        channel.ChannelShutdownAsync += (_, _) => open.CancelAsync();
        var received = Channel.CreateUnbounded<Received>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        await channel.BasicConsumeAsync(Queue, autoAck: false, new Deliveries(channel, received.Writer, this, open), ct);
        try
        {
            while (await received.Reader.WaitToReadAsync(open.Token))
            {
                var batch = new List<Received>(MaxBatch);
                while (batch.Count < MaxBatch && received.Reader.TryRead(out var message)) batch.Add(message);
                await Task.WhenAll(batch.Where(m => m.Report is not null).GroupBy(m => m.Report!.DeviceId, StringComparer.Ordinal).Select(device => TellAsync(device, open.Token)));
                await channel.BasicAckAsync(batch[^1].DeliveryTag, multiple: true, ct);
            }
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new IOException(channel.CloseReason?.ToString() ?? "The broker ended the consumer, or an event was not confirmed in time.", exception);
        }
    }

    private async Task TellAsync(IEnumerable<Received> messages, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(PublishTimeout);
        foreach (var message in messages) await bus.Publish(message.Report!, timeout.Token);
    }

    private Received Read(ulong deliveryTag, string routingKey, ReadOnlySpan<byte> payload)
    {
        var (report, fault) = StatusMessage.Parse(routingKey, payload, time.GetUtcNow());
        if (fault is not null)
        {
            Refused.Add(1, new KeyValuePair<string, object?>("reason", fault));
            LogRefused(routingKey, fault, payload.Length);
        }

        return new Received(deliveryTag, report);
    }

    private sealed record Received(ulong DeliveryTag, DeviceStatusReported? Report);

    private sealed class Deliveries(IChannel channel, ChannelWriter<Received> received, StatusIntake intake, CancellationTokenSource open) : AsyncDefaultBasicConsumer(channel)
    {
        public override async Task HandleBasicDeliverAsync(
            string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
            ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
            await received.WriteAsync(intake.Read(deliveryTag, routingKey, body.Span), cancellationToken);

        /// <summary>The broker ended the consumer (the queue was deleted or moved): begin anew, the channel itself stays open.</summary>
        public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default) => open.CancelAsync();
    }

    [LoggerMessage(4101, LogLevel.Warning, "Status intake was interrupted and starts again: {Problem}")]
    private partial void LogInterrupted(string problem);

    [LoggerMessage(4102, LogLevel.Information, "A status message on {RoutingKey} was set aside: {Fault} ({Bytes} bytes)")]
    private partial void LogRefused(string routingKey, string fault, int bytes);
}
