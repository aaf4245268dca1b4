using System.Text;
using System.Text.RegularExpressions;
using Platform.Telemetry.Ingest;

namespace Platform.Telemetry.Rejected;

/// <summary>
/// Messages set aside within one batch, counted by sender, reason and minute. Bounded, so that a flood of made-up ids
/// cannot fill memory or the table: what is over the bound is counted under an empty device id and topic.
/// </summary>
internal sealed partial class RejectedCounts
{
    private const int MaxDistinct = 200;
    private const int SampleBytes = 300;
    private readonly Dictionary<Key, Count> counts = [];

    public IEnumerable<RejectedRow> Rows => counts.Select(c => new RejectedRow(
        c.Key.TenantId, c.Key.DeviceId, c.Key.Topic, c.Key.Reason, c.Value.Detail, c.Key.Minute, c.Value.Messages, c.Value.LastAt, c.Value.Sample));

    public bool IsEmpty => counts.Count == 0;

    public void Add(Verdict verdict, string claimedDevice, string topic, ReadOnlySpan<byte> payload, DateTimeOffset now) =>
        Add(new Key(verdict.TenantId, claimedDevice, Shorten(topic), verdict.Reason!, Minute(now)), verdict.Detail, payload, now);

    /// <summary>A reading that was let in but that the database would not take.</summary>
    public void AddStored(ReadingRow row, string reason, string detail, DateTimeOffset now) =>
        Add(new Key(row.Device.Device.TenantId, row.Device.Device.DeviceId, "", reason, Minute(now)), detail, [], now);

    public void Clear() => counts.Clear();

    private void Add(Key key, string detail, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        if (!counts.TryGetValue(key, out var count))
        {
            if (counts.Count >= MaxDistinct) key = key with { DeviceId = "", Topic = "" };
            count = counts.GetValueOrDefault(key) ?? new Count(detail, Sample(payload), 0, now);
        }

        counts[key] = count with { Messages = count.Messages + 1, LastAt = now };
    }

    /// <summary>Readable start of the payload without license keys or anything a text column refuses.</summary>
    private static string Sample(ReadOnlySpan<byte> payload)
    {
        var text = Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, SampleBytes)]);
        return Secrets().Replace(Unprintable().Replace(text, "."), "${name}\"…\"");
    }

    private static string Shorten(string topic)
    {
        var printable = Unprintable().Replace(topic, ".");
        return printable.Length <= 200 ? printable : printable[..200];
    }

    private static DateTimeOffset Minute(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    [GeneratedRegex("""(?<name>"(license_key|secret|password|token)"\s*:\s*)"[^"]*"?|LIC-[A-Za-z0-9-]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secrets();

    [GeneratedRegex(@"[\p{C}\uFFFD]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unprintable();

    private sealed record Key(int? TenantId, string DeviceId, string Topic, string Reason, DateTimeOffset Minute);

    private sealed record Count(string Detail, string Sample, int Messages, DateTimeOffset LastAt);
}

/// <summary>One row of <c>rejected_messages</c>.</summary>
internal sealed record RejectedRow(
    int? TenantId, string DeviceId, string Topic, string Reason, string Detail, DateTimeOffset Minute, int Count, DateTimeOffset LastAt, string Sample);
