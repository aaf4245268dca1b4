using Platform.ServiceDefaults.Hosting;

namespace Platform.Operations.Queues;

/// <summary>Looks at the queues also when nobody asks, so that it is known since when one is not empty.</summary>
internal sealed class QueueRound(QueueLook look) : IRound
{
    public TimeSpan Every => TimeSpan.FromSeconds(15);

    public Task RunOnceAsync(DateTimeOffset now, CancellationToken ct) => look.TakeAsync(ct);
}
