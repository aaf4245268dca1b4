namespace Platform.Telemetry.Readings;

/// <summary>How finely history is answered.</summary>
internal enum Resolution
{
    /// <summary>The readings themselves.</summary>
    Raw,

    /// <summary>One point a minute.</summary>
    Minute,

    /// <summary>One point an hour.</summary>
    Hour,

    /// <summary>One point a day (UTC).</summary>
    Day,
}

/// <summary>Chooses the level at which an answer stays below about 2,000 points.</summary>
internal static class HistoryLevel
{
    /// <summary>Longest range that may be asked for.</summary>
    public static readonly TimeSpan MaxRange = TimeSpan.FromDays(400);

    /// <summary>The most points of an answer.</summary>
    public const int MaxPoints = 2000;

    private static readonly TimeSpan ReadingsEvery = TimeSpan.FromSeconds(5);

    /// <summary>The finest level whose points over <paramref name="range"/> stay within <see cref="MaxPoints"/>.</summary>
    public static Resolution For(TimeSpan range) => range switch
    {
        _ when range <= ReadingsEvery * MaxPoints => Resolution.Raw,
        _ when range <= TimeSpan.FromMinutes(MaxPoints) => Resolution.Minute,
        _ when range <= TimeSpan.FromHours(MaxPoints) => Resolution.Hour,
        _ => Resolution.Day,
    };

    /// <summary>What is wrong with a request's range and resolution; empty when nothing is.</summary>
    public static IEnumerable<(string Field, string Message)> Check(DateTimeOffset? from, DateTimeOffset? to, Resolution? resolution)
    {
        if (from is null) yield return ("from", "is required, as RFC 3339 time such as 2026-11-20T00:00:00Z");
        if (to is null) yield return ("to", "is required, as RFC 3339 time such as 2026-11-21T00:00:00Z");
        if (from is not { } start || to is not { } end) yield break;
        if (start >= end) yield return ("from", "must be before to");
        else if (end - start > MaxRange) yield return ("to", "must be at most 400 days after from");
        else if (resolution == Resolution.Raw && end - start > TimeSpan.FromDays(2)) yield return ("resolution", "raw is for ranges of up to 2 days");
        else if (resolution == Resolution.Minute && end - start > TimeSpan.FromDays(7)) yield return ("resolution", "minute is for ranges of up to 7 days");
        else if (resolution == Resolution.Hour && end - start > TimeSpan.FromDays(90)) yield return ("resolution", "hour is for ranges of up to 90 days");
    }
}
