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

    public void Violated(string deviceId, string reason, int? tenantId, DeviceEntry? device, DateTimeOffset now)
    {
        var count = Violations.GetValueOrDefault((deviceId, reason)).Count;
        Violations[(deviceId, reason)] = new(count + 1, tenantId, device, now);
    }
}

/// <summary>How often, and the newest.</summary>
internal readonly record struct ViolationCount(int Count, int? TenantId, DeviceEntry? Device, DateTimeOffset LastAt);
