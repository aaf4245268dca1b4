using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>The last seen depth of this service's error queues, for health pages and metrics.</summary>
public sealed class ErrorQueues
{
    /// <summary>Messages per error or skipped queue.</summary>
    public ConcurrentDictionary<string, uint> Depths { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Looks every 15 s at the <c>_error</c> and <c>_skipped</c> queues of this service's endpoints, publishes their depth as
/// the metric <c>platform.error_queue.depth</c> and warns when one is not empty.
/// </summary>
internal sealed partial class ErrorQueueMonitor : BackgroundService
{
    private static readonly Meter Meter = new("Platform.Messaging");
    private static readonly TimeSpan MissingAgainAfter = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, DateTimeOffset> notBefore = new(StringComparer.Ordinal);
    private readonly BrokerConnection broker;
    private readonly IBusControl bus;
    private readonly ErrorQueues queues;
    private readonly TimeProvider time;
    private readonly ILogger<ErrorQueueMonitor> logger;

    public ErrorQueueMonitor(BrokerConnection broker, IBusControl bus, ErrorQueues queues, TimeProvider time, ILogger<ErrorQueueMonitor> logger)
    {
        (this.broker, this.bus, this.queues, this.time, this.logger) = (broker, bus, queues, time, logger);
        Meter.CreateObservableGauge("platform.error_queue.depth", () => queues.Depths.Select(q => new Measurement<long>(q.Value, new KeyValuePair<string, object?>("queue", q.Key))), "{message}");
    }

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var endpoints = bus.CheckHealth().Endpoints.Keys
            .Select(address => address.Split('?')[0].Split('/')[^1])
            .Where(name => !name.Contains("_bus_", StringComparison.Ordinal) && !name.Contains(QueueSettings.ViewMarker, StringComparison.Ordinal));
        foreach (var queue in endpoints.SelectMany(name => new[] { $"{name}_error", $"{name}_skipped" }))
        {
            if (notBefore.GetValueOrDefault(queue) > now) continue;
            await using var channel = await broker.OpenChannelAsync(options: null, ct);
            try
            {
                var depth = (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
                if (depth > queues.Depths.GetValueOrDefault(queue)) LogNotEmpty(queue, depth);
                queues.Depths[queue] = depth;
            }
            catch (OperationInterruptedException)
            {
                // The queue is only made when the first message fails; until then there is nothing in it. Each look at
                // one that is missing is an error line in the broker's log, so it is looked for less often.
                queues.Depths[queue] = 0;
                notBefore[queue] = now + MissingAgainAfter;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), time);
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

    [LoggerMessage(2301, LogLevel.Error, "{Depth} messages wait in {Queue}; look at their reason and replay or drop them")]
    private partial void LogNotEmpty(string queue, uint depth);

    [LoggerMessage(2302, LogLevel.Information, "Error queues could not be looked at: {Problem}")]
    private partial void LogNotSeen(string problem);
}
