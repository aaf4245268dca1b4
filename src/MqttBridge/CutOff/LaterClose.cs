using System.Collections.Concurrent;

namespace Platform.MqttBridge.CutOff;

/// <summary>
/// Closes a device's connections once more when the broker's remembered answers are over: within that minute it may have
/// come back with an old password or on an old topic, and a connection that stands is not asked about again.
/// </summary>
internal sealed partial class LaterClose(BrokerManagement broker, TimeProvider time, ILogger<LaterClose> logger) : BackgroundService
{
    /// <summary>The broker's <c>auth_cache.cache_ttl</c> and a little more.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(65);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> due = new(StringComparer.Ordinal);

    /// <summary>Notes a device whose connections were closed now.</summary>
    public void Add(string deviceId, DateTimeOffset now) => due[deviceId] = now + After;

    /// <summary>Closes what is due; returns how many devices that were. One that fails stays due.</summary>
    public async Task<int> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var closed = 0;
        foreach (var entry in due.Where(d => d.Value <= now))
        {
            await broker.CloseConnectionsAsync(entry.Key, ct);
            due.TryRemove(entry);
            closed++;
        }

        return closed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotClosed(exception.Message);
            }
        }
    }

    [LoggerMessage(4002, LogLevel.Warning, "Connections could not be closed yet: {Problem}")]
    private partial void LogNotClosed(string problem);
}
