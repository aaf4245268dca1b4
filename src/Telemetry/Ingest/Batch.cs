using Platform.DeviceDirectory;
using Platform.Telemetry.Rejected;

namespace Platform.Telemetry.Ingest;

/// <summary>Messages that share a transaction and an acknowledgement.</summary>
internal sealed class Batch
{
    /// <summary>Messages in it, accepted or not.</summary>
    public int Messages { get; private set; }

    /// <summary>Everything up to this delivery is in the batch or was in an earlier one.</summary>
    public ulong LastDeliveryTag { get; private set; }

    /// <summary>Readings to store.</summary>
    public List<ReadingRow> Rows { get; } = [];

    /// <summary>Messages that were set aside, counted by sender and reason.</summary>
    public RejectedCounts Rejected { get; } = new();

    /// <summary>Readings refused because of the license, by device and reason.</summary>
    public Dictionary<(string DeviceId, string Reason), ViolationCount> Violations { get; } = [];

    public void Count(ulong deliveryTag)
    {
        Messages++;
        LastDeliveryTag = deliveryTag;
    }

    /// <summary>Takes a reading out that could not be stored, so that nobody is shown it.</summary>
    public void Remove(ReadingRow row) =>
        Rows.RemoveAll(r => r.Device.Device.DeviceNumber == row.Device.Device.DeviceNumber && r.Time == row.Time && r.Sequence == row.Sequence);

    public void Violated(string deviceId, Verdict verdict, DateTimeOffset now)
    {
        var key = (deviceId, verdict.Reason!);
        Violations[key] = new(Violations.GetValueOrDefault(key).Count + 1, verdict.TenantId, verdict.IsItself ? verdict.Device : null, now);
    }
}

/// <summary>How often, and the newest; the device only when it was itself and not somebody who gave its id.</summary>
internal readonly record struct ViolationCount(int Count, int? TenantId, DeviceEntry? Device, DateTimeOffset LastAt);
