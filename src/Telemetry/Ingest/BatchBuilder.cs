using System.Diagnostics.Metrics;
using Platform.Telemetry.Presence;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Ingest;

/// <summary>Collects judged messages until the writer takes them. One per consumer; the consumer adds, the writer takes.</summary>
internal sealed class BatchBuilder(Directory directory, SeenDevices seen, TimeProvider time, int maxBatch)
{
    private static readonly Meter Meter = new("Platform.Telemetry");
    private static readonly Counter<long> Accepted = Meter.CreateCounter<long>("platform.ingest.accepted", "{message}");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("platform.ingest.refused", "{message}");
    private readonly ReadingGate gate = new(directory);
    private readonly Lock current = new();
    private readonly SemaphoreSlim filled = new(0, 1);
    private Batch batch = new();

    /// <summary>Judges a message and adds it. Called by one thread at a time.</summary>
    public void Add(ulong deliveryTag, string topic, ReadOnlySpan<byte> payload)
    {
        var now = time.GetUtcNow();
        var verdict = gate.Judge(topic, payload, now, out var row);
        if (verdict is { IsItself: true, Device: { } device }) seen.Saw(device.Device.DeviceId, now);
        lock (current)
        {
            batch.Count(deliveryTag);
            if (verdict.Reason is null)
            {
                batch.Rows.Add(row);
                Accepted.Add(1);
                IngestTotals.CountAccepted();
            }
            else
            {
                Refused.Add(1, new KeyValuePair<string, object?>("reason", verdict.Reason));
                IngestTotals.CountSetAside(verdict.IsViolation);
                var claimed = gate.ClaimedDevice.ToString();
                batch.Rejected.Add(verdict, claimed, topic, payload, now);
                if (verdict.IsViolation) batch.Violated(claimed, verdict, now);
            }

            if (batch.Messages == 1 || batch.Messages == maxBatch) Wake();
        }
    }

    /// <summary>Waits for a first message, then for company up to <paramref name="linger"/>, and takes what is there.</summary>
    public async Task<Batch> TakeAsync(TimeSpan linger, CancellationToken ct)
    {
        while (IsEmpty) await filled.WaitAsync(ct);
        if (!IsFull) await filled.WaitAsync(linger, ct);
        lock (current)
        {
            var taken = batch;
            batch = new Batch();
            return taken;
        }
    }

    private bool IsEmpty
    {
        get
        {
            lock (current) return batch.Messages == 0;
        }
    }

    private bool IsFull
    {
        get
        {
            lock (current) return batch.Messages >= maxBatch;
        }
    }

    private void Wake()
    {
        if (filled.CurrentCount == 0) filled.Release();
    }
}
