using MassTransit;
using Platform.Contracts.MqttBridge;
using Platform.ServiceDefaults.Hosting;

namespace Platform.MqttBridge.Heartbeats;

/// <summary>
/// Which controllers were heard of by their heartbeat, told to the registry every second, many at once. Best effort: the
/// next heartbeat comes in half a minute.
/// </summary>
internal sealed class HeartbeatLog(IBus bus) : IRound
{
    private const int MaxBatch = 1000;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private readonly Lock noting = new();
    private Dictionary<string, DateTimeOffset> heard = new(StringComparer.Ordinal);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public void Note(string deviceId, DateTimeOffset at)
    {
        lock (noting) heard[deviceId] = at;
    }

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<string, DateTimeOffset> taken;
        lock (noting)
        {
            if (heard.Count == 0) return;
            (taken, heard) = (heard, new(StringComparer.Ordinal));
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(PublishTimeout);
        foreach (var batch in taken.Chunk(MaxBatch))
            await bus.Publish(new DevicesHeartbeat([.. batch.Select(h => new DeviceHeartbeat(h.Key, h.Value))]), timeout.Token);
    }
}
