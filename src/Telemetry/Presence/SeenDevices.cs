using System.Collections.Concurrent;
using MassTransit;
using Platform.Contracts.Telemetry;

namespace Platform.Telemetry.Presence;

/// <summary>
/// Remembers when each device was last heard of and tells the registry every few seconds, for many devices at once:
/// presence must not cost a message per reading.
/// </summary>
internal sealed partial class SeenDevices(IBus bus, TimeProvider time, ILogger<SeenDevices> logger) : BackgroundService
{
    private const int PerMessage = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(5);
    private ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);

    /// <summary>Notes a device; cheap enough for every message.</summary>
    public void Saw(string deviceId, DateTimeOffset at) => seen[deviceId] = at;

    /// <summary>Tells what was seen since the last round; returns how many devices.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var round = Interlocked.Exchange(ref seen, new(StringComparer.Ordinal));
        foreach (var part in round.Chunk(PerMessage))
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(PublishTimeout);
            await bus.Publish(new DevicesSeen([.. part.Select(d => new DeviceSeen(d.Key, d.Value))]), timeout.Token);
        }

        return round.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What was lost here is said again by the next reading.
                LogNotTold(exception.Message);
            }
        }
    }

    [LoggerMessage(5201, LogLevel.Information, "Presence could not be told while the broker is away: {Problem}")]
    private partial void LogNotTold(string problem);
}
