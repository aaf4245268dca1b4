using System.Threading.RateLimiting;

namespace Platform.Gateway.Door;

/// <summary>
/// Counts requests of the last minute in twelve steps of five seconds and, when it refuses, knows when the next one will pass.
/// (The framework's sliding window only knows its step, so that a client that waits as told would be refused again.)
/// </summary>
internal sealed class SlidingCount(int limit, TimeProvider time) : RateLimiter
{
    /// <summary>Requests counted when the lease was refused.</summary>
    public static readonly MetadataName<int> Used = MetadataName.Create<int>("USED");

    /// <summary>The limit that was reached.</summary>
    public static readonly MetadataName<int> Limit = MetadataName.Create<int>("LIMIT");

    private const int Steps = 12;
    private static readonly long StepTicks = TimeSpan.FromSeconds(5).Ticks;
    private readonly Lock gate = new();
    private readonly int[] counts = new int[Steps];
    private long newest = time.GetUtcNow().Ticks / StepTicks;
    private int used;

    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (gate)
            {
                var now = Advance();
                return used > 0 ? null : TimeSpan.FromTicks(Math.Max(0, now - (newest * StepTicks)) + TimeSpan.TicksPerMinute);
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (gate)
        {
            Advance();
            return new RateLimiterStatistics { CurrentAvailablePermits = limit - used };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (gate)
        {
            var now = Advance();
            if (used + Math.Max(permitCount, 1) > limit) return new Refused(limit, used, PassesAt(now));
            used += permitCount;
            counts[newest % Steps] += permitCount;
            return Granted.Lease;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    private long Advance()
    {
        var now = time.GetUtcNow().Ticks;
        var step = now / StepTicks;
        for (var passed = Math.Min(step - newest, Steps); passed > 0; passed--)
        {
            var oldest = (step - passed + 1) % Steps;
            used -= counts[oldest];
            counts[oldest] = 0;
        }

        newest = Math.Max(newest, step);
        return now;
    }

    /// <summary>Time until the oldest step that holds requests leaves the window.</summary>
    private TimeSpan PassesAt(long now)
    {
        var step = newest - Steps + 1;
        while (step < newest && counts[step % Steps] == 0) step++;
        return TimeSpan.FromTicks(((step + Steps) * StepTicks) - now);
    }

    private sealed class Granted : RateLimitLease
    {
        public static readonly Granted Lease = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }

    private sealed class Refused(int limit, int used, TimeSpan retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name, Used.Name, Limit.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter
                : metadataName == Used.Name ? used
                : metadataName == Limit.Name ? limit
                : null;
            return metadata is not null;
        }
    }
}
