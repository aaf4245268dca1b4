namespace Platform.Jobs.Jobs;

/// <summary>The way of a job, and what its fields may hold. Pure.</summary>
internal static class JobRules
{
    public const string Waiting = "waiting", InProgress = "in_progress", QualityCheck = "quality_check", Completed = "completed", Cancelled = "cancelled";

    /// <summary>Longest estimate, in minutes: 30 days.</summary>
    public const int MaxMinutes = 43_200;

    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(MaxMinutes);

    public static IReadOnlyList<string> All { get; } = [Waiting, InProgress, QualityCheck, Completed, Cancelled];

    /// <summary>True while something is still to be done.</summary>
    public static bool IsOpen(string status) => status is Waiting or InProgress or QualityCheck;

    /// <summary>True while the car is worked on: one job of a pit, and its customer looks on.</summary>
    public static bool IsRunning(string status) => status is InProgress or QualityCheck;

    /// <summary>The steps that are possible from a status.</summary>
    public static IReadOnlyList<string> Next(string status) => status switch
    {
        Waiting => [InProgress, Cancelled],
        InProgress => [QualityCheck, Cancelled],
        QualityCheck => [Completed, Cancelled],
        _ => [],
    };

    /// <summary>The estimate of a job that starts now: what a person set and is still ahead stays, otherwise the duration counts from now.</summary>
    public static DateTimeOffset EndOfStarting(DateTimeOffset estimate, bool isSet, int minutes, DateTimeOffset now) =>
        isSet && estimate > now ? estimate : now.AddMinutes(minutes);

    public static IEnumerable<(string Field, string Message)> CheckStatus(string? status)
    {
        if (status is null || !All.Contains(status, StringComparer.Ordinal)) yield return ("status", $"must be one of {string.Join(", ", All)}");
    }

    public static IEnumerable<(string Field, string Message)> CheckMinutes(string field, int? minutes)
    {
        if (minutes is < 1 or > MaxMinutes) yield return (field, $"must be from 1 to {MaxMinutes} minutes (30 days)");
    }

    public static IEnumerable<(string Field, string Message)> CheckEnd(DateTimeOffset? end, DateTimeOffset now)
    {
        if (end is not { } time) yield return ("estimated_end_time", "is required, as RFC 3339 time such as 2026-11-20T16:00:00Z");
        else if (time <= now) yield return ("estimated_end_time", "must be in the future");
        else if (time > now + MaxAhead) yield return ("estimated_end_time", "must be at most 30 days ahead");
    }

    public static IEnumerable<(string Field, string Message)> CheckText(string field, string? text, int max)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > max || text.Any(char.IsControl))
            yield return (field, $"must have 1 to {max} characters, none of them control characters");
    }
}
