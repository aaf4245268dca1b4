namespace Platform.Operations.Ingest;

/// <summary>Messages since the start of one instance of Telemetry, as it counts them.</summary>
internal sealed record IngestCounts(long Accepted, long Refused, long Rejected)
{
    /// <summary>What came since <paramref name="before"/>; smaller counts mean that it was started again and counts from zero.</summary>
    public IngestCounts Since(IngestCounts before) =>
        Accepted < before.Accepted || Refused < before.Refused || Rejected < before.Rejected
            ? this
            : new(Accepted - before.Accepted, Refused - before.Refused, Rejected - before.Rejected);

    public IngestCounts Plus(IngestCounts other) => new(Accepted + other.Accepted, Refused + other.Refused, Rejected + other.Rejected);
}

/// <summary>
/// The last hour by minutes, made of counts that are taken every few seconds. A minute in which nothing could be counted is
/// unknown and not zero. Kept in memory: it begins anew with this process.
/// </summary>
internal sealed class IngestHistory
{
    public const int Minutes = 60;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (IngestCounts Counts, DateTimeOffset At)> last = new(StringComparer.Ordinal);
    private readonly Dictionary<DateTimeOffset, IngestCounts> minutes = [];
    private double? perSecond;

    /// <summary>Takes what every instance counted at <paramref name="now"/>; null for one that did not answer.</summary>
    public void Add(IReadOnlyDictionary<string, IngestCounts?> counts, DateTimeOffset now)
    {
        lock (gate)
        {
            IngestCounts? sum = null;
            var rate = 0.0;
            foreach (var (instance, count) in counts)
            {
                if (count is null) continue;
                if (last.TryGetValue(instance, out var before) && now > before.At)
                {
                    var came = count.Since(before.Counts);
                    sum = sum?.Plus(came) ?? came;
                    rate += came.Accepted / (now - before.At).TotalSeconds;
                }

                last[instance] = (count, now);
            }

            perSecond = sum is null ? null : rate;
            if (sum is not null) minutes[MinuteOf(now)] = minutes.TryGetValue(MinuteOf(now), out var known) ? known.Plus(sum) : sum;
            foreach (var old in minutes.Keys.Where(m => m <= MinuteOf(now).AddMinutes(-Minutes)).ToArray()) minutes.Remove(old);
        }
    }

    /// <summary>Readings a second now (null when unknown) and the last hour, oldest minute first.</summary>
    public (double? PerSecond, IReadOnlyList<IngestMinute> Minutes) At(DateTimeOffset now)
    {
        lock (gate)
        {
            var newest = MinuteOf(now);
            return (perSecond, [
                .. Enumerable.Range(0, Minutes).Select(i => newest.AddMinutes(i - Minutes + 1)).Select(minute => minutes.TryGetValue(minute, out var counts)
                    ? new IngestMinute(minute, counts.Accepted, counts.Refused, counts.Rejected)
                    : new IngestMinute(minute, Readings: null, Refused: null, Rejected: null)),
            ]);
        }
    }

    private static DateTimeOffset MinuteOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
