using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Platform.Messaging;
using Platform.Telemetry.Ingest;
using RabbitMQ.Client.Exceptions;

namespace Platform.Telemetry.Queues;

/// <summary>
/// Looks at the broker's queues that no service answers for by itself: what was routed nowhere, what was given up, status
/// messages and readings that wait. Publishes their depth as <c>platform.queue.depth</c> and warns when it begins to be too much.
/// </summary>
internal sealed partial class QueueWatch : BackgroundService
{
    /// <summary>Messages on topics that lead nowhere.</summary>
    public const string Unrouted = "unrouted";

    /// <summary>Messages that were delivered too often without an answer.</summary>
    public const string DeadLetters = QueueSettings.DeadLetterExchange;

    private static readonly Meter Meter = new("Platform.Telemetry");
    private static readonly TimeSpan MissingAgainAfter = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, QueueAlarm?> watched = new(StringComparer.Ordinal) { [Unrouted] = new(max: null), [DeadLetters] = new(max: null), ["bridge.status"] = null };
    private readonly Dictionary<string, DateTimeOffset> notBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, uint> depths = new(StringComparer.Ordinal);
    private readonly BrokerConnection broker;
    private readonly QueueWatchOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<QueueWatch> logger;

    public QueueWatch(BrokerConnection broker, IOptions<QueueWatchOptions> options, IOptions<IngestOptions> ingest, TimeProvider time, ILogger<QueueWatch> logger)
    {
        (this.broker, this.options, this.time, this.logger) = (broker, options.Value, time, logger);
        for (var shard = 0; shard < ingest.Value.Shards; shard++) watched[ReadingQueues.NameOf(shard)] = new QueueAlarm((uint)this.options.MaxReadings);
        Meter.CreateObservableGauge("platform.queue.depth", () => depths.Select(d => new Measurement<long>(d.Value, new KeyValuePair<string, object?>("queue", d.Key))), "{message}");
    }

    /// <summary>The depths that were seen last.</summary>
    public IReadOnlyDictionary<string, uint> Depths => depths;

    /// <summary>One look at all queues; the names of those for which a warning was due.</summary>
    public async Task<IReadOnlyList<string>> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var warned = new List<string>();
        foreach (var (queue, alarm) in watched)
        {
            if (notBefore.GetValueOrDefault(queue) > now) continue;
            await using var channel = await broker.OpenChannelAsync(options: null, ct);
            try
            {
                var depth = (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
                depths[queue] = depth;
                if (alarm?.Takes(depth) != true) continue;
                LogTooDeep(queue, depth);
                warned.Add(queue);
            }
            catch (OperationInterruptedException)
            {
                // A broker without the definitions: each look at a queue that is missing is an error line in its log, so it is looked for less often.
                depths.TryRemove(queue, out _);
                notBefore[queue] = now + MissingAgainAfter;
            }
        }

        return warned;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.EverySeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotSeen(exception.Message);
            }
        }
    }

    [LoggerMessage(5401, LogLevel.Warning, "{Depth} messages are in {Queue}; see deploy/README.md for what that means")]
    private partial void LogTooDeep(string queue, uint depth);

    [LoggerMessage(5402, LogLevel.Information, "Queues could not be looked at: {Problem}")]
    private partial void LogNotSeen(string problem);
}
