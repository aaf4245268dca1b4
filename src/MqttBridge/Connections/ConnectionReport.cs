using MassTransit;
using Platform.Contracts.MqttBridge;
using Platform.ServiceDefaults.Hosting;

namespace Platform.MqttBridge.Connections;

/// <summary>
/// Tells the registry what was noted about connections. Best effort: what cannot be told while the bus is away is lost,
/// and the next attempt of the device is noted again.
/// </summary>
internal sealed class ConnectionReport(ConnectionLog log, IBus bus) : IRound
{
    private const int MaxBatch = 500;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (connected, refused) = log.Take(now);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(PublishTimeout);
        foreach (var batch in connected.Chunk(MaxBatch)) await bus.Publish(new DevicesConnected(batch), timeout.Token);
        foreach (var batch in refused.Chunk(MaxBatch)) await bus.Publish(new DeviceConnectionsRefused(batch), timeout.Token);
    }
}
