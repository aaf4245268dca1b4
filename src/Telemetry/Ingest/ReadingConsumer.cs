using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.Telemetry.Presence;
using RabbitMQ.Client;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// Takes readings from one shard's queue into the database. A message is acknowledged after the commit of its batch,
/// never before; when the database is away the messages wait at the broker.
/// </summary>
internal sealed partial class ReadingConsumer(
    int shard, BrokerConnection broker, BatchStore store, LiveReadings live, Directory directory, SeenDevices seen,
    IOptions<IngestOptions> options, IEnumerable<IUnavailability> unavailability, TimeProvider time, ILogger<ReadingConsumer> logger) : BackgroundService
{
    private static readonly Meter Meter = new("Platform.Telemetry");
    private static readonly Histogram<double> CommitSeconds = Meter.CreateHistogram<double>("platform.ingest.commit", "s");
    private static readonly Histogram<int> BatchMessages = Meter.CreateHistogram<int>("platform.ingest.batch", "{message}");
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ConsumeAlwaysAsync(stoppingToken), live.RunAsync(stoppingToken));

    private async Task ConsumeAlwaysAsync(CancellationToken stoppingToken)
    {
        await WaitForDirectoryAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(shard, exception.Message);
                await Task.Delay(RetryAfter, stoppingToken);
            }
        }
    }

    /// <summary>Until the directory is filled every device would look unknown and its readings would be refused for good; they wait at the broker.</summary>
    private async Task WaitForDirectoryAsync(CancellationToken ct)
    {
        while (!directory.IsFilled) await Task.Delay(LookAgainAfter, ct);
    }

    /// <summary>One life of the channel. What was delivered on it and not acknowledged comes again on the next.</summary>
    private async Task ConsumeAsync(CancellationToken ct)
    {
        await store.BeginAsync(ct);
        await using var channel = await broker.OpenChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false), ct);
        var queue = await ReadingQueues.DeclareAsync(channel, shard, options.Value.Shards, ct);
        await channel.BasicQosAsync(0, (ushort)Math.Min(ushort.MaxValue, options.Value.MaxBatch * 2), global: false, ct);

        using var open = CancellationTokenSource.CreateLinkedTokenSource(ct);
        channel.ChannelShutdownAsync += (_, _) => open.CancelAsync();
        var builder = new BatchBuilder(directory, seen, time, options.Value.MaxBatch);
        await channel.BasicConsumeAsync(queue, autoAck: false, new Deliveries(channel, builder, open), ct);
        LogConsuming(queue);

        var linger = TimeSpan.FromMilliseconds(options.Value.LingerMs);
        while (true)
        {
            Batch batch;
            try
            {
                batch = await builder.TakeAsync(linger, open.Token);
                await StoreAsync(batch, open.Token);
            }
            catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
            {
                throw new IOException(channel.CloseReason?.ToString() ?? "The broker ended the consumer.", exception);
            }

            await channel.BasicAckAsync(batch.LastDeliveryTag, multiple: true, ct);
            live.Show(batch.Rows);
        }
    }

    /// <summary>Stores a batch, waiting as long as the database is away.</summary>
    private async Task StoreAsync(Batch batch, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await store.WriteAsync(batch, time.GetUtcNow(), ct);
                CommitSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
                BatchMessages.Record(batch.Messages);
                return;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested && unavailability.Any(u => u.Means(exception)))
            {
                LogDatabaseAway(batch.Messages, exception.Message);
                await Task.Delay(RetryAfter, ct);
            }
        }
    }

    /// <summary>The client calls this for one message after the other; the body is only valid during the call.</summary>
    private sealed class Deliveries(IChannel channel, BatchBuilder builder, CancellationTokenSource open) : AsyncDefaultBasicConsumer(channel)
    {
        public override Task HandleBasicDeliverAsync(
            string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
            ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
        {
            builder.Add(deliveryTag, routingKey, body.Span);
            return Task.CompletedTask;
        }

        /// <summary>The broker ended the consumer (the queue was deleted or moved): begin anew, the channel itself stays open.</summary>
        public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default) => open.CancelAsync();
    }

    [LoggerMessage(5001, LogLevel.Information, "Taking readings from {Queue}")]
    private partial void LogConsuming(string queue);

    [LoggerMessage(5002, LogLevel.Warning, "Shard {Shard} was interrupted and starts again: {Problem}")]
    private partial void LogInterrupted(int shard, string problem);

    [LoggerMessage(5003, LogLevel.Warning, "{Messages} messages wait for the database: {Problem}")]
    private partial void LogDatabaseAway(int messages, string problem);
}
