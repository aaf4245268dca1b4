using System.Diagnostics.Metrics;

namespace Platform.Gateway.Live;

/// <summary>Metrics of <c>/ws</c>.</summary>
internal sealed class LiveMeter : IDisposable
{
    private readonly Meter meter = new("Platform.Gateway");

    public LiveMeter()
    {
        Sockets = meter.CreateUpDownCounter<int>("platform.live.sockets", "{socket}");
        Replaced = meter.CreateCounter<long>("platform.live.replaced", "{event}", "Events that a newer one replaced while a slow socket was waiting.");
        Unreadable = meter.CreateCounter<long>("platform.live.unreadable", "{event}", "Events whose key or body was not of the agreed form.");
    }

    public UpDownCounter<int> Sockets { get; }

    public Counter<long> Replaced { get; }

    public Counter<long> Unreadable { get; }

    public void Dispose() => meter.Dispose();
}
