using Platform.DeviceProtocol;

namespace Platform.Telemetry.Rules;

/// <summary>How bad an alert is, in order.</summary>
internal static class Severity
{
    public const string Info = "info", Warning = "warning", Critical = "critical";

    public static IReadOnlyList<string> All { get; } = [Info, Warning, Critical];

    public static int RankOf(string severity) => severity switch { Critical => 2, Warning => 1, _ => 0 };
}

/// <summary>Since when a rule's condition holds, and whether it has held for long enough. The default: it does not hold.</summary>
internal readonly record struct RuleState(bool IsActive, DateTimeOffset? Since);

/// <summary>
/// What raises an alert. Pure: <see cref="Judge"/> tells from a value and the state before what the state is now.
/// </summary>
/// <param name="AlertType">Such as <c>high_aqi</c>.</param>
/// <param name="Measure">Which value; null for silence.</param>
/// <param name="Above">Holds above this.</param>
/// <param name="AboveClear">Is over at this or below.</param>
/// <param name="Below">Holds below this.</param>
/// <param name="BelowClear">Is over at this or above.</param>
/// <param name="For">How long it must hold, by the times of the readings.</param>
/// <param name="SilentFor">Silence that raises it; null for thresholds.</param>
/// <param name="RepeatMinutes">How often people are told again.</param>
/// <param name="Severity">See <see cref="Rules.Severity"/>.</param>
/// <param name="Enabled">A rule that is off keeps the one that it stands for off, too.</param>
internal sealed record AlertRule(
    string AlertType, string? Measure, double? Above, double? AboveClear, double? Below, double? BelowClear, TimeSpan For, TimeSpan? SilentFor, int? RepeatMinutes, string Severity, bool Enabled)
{
    public const string Presence = "presence";

    private static readonly string[] Measures = [.. ReadingKind.Environment.Values.Select(v => v.Name)];

    /// <summary>Where the value stands in a reading of the kind <c>environment</c>; -1 for silence.</summary>
    public int Index { get; } = Measure is null ? -1 : Array.IndexOf(Measures, Measure);

    /// <summary>What the alert is about; of several rules about the same thing one is told.</summary>
    public string Subject => Measure ?? Presence;

    public int Rank { get; } = Rules.Severity.RankOf(Severity);

    /// <summary>Active from the reading at which it has held for long enough until one that is at or behind the clear value.</summary>
    public RuleState Judge(RuleState state, double value, DateTimeOffset time)
    {
        if (state.IsActive) return IsOver(value) ? default : state;
        if (!Crosses(value)) return default;
        var since = state.Since ?? time;
        return new(time - since >= For, since);
    }

    /// <summary>The limit that the value is beyond; of an alert that goes on between limit and clear value, the nearer one.</summary>
    public (double Limit, bool IsAbove) LimitOf(double value) =>
        Below is { } below && (Above is not { } above || Math.Abs(value - below) < Math.Abs(value - above)) ? (below, false) : (Above!.Value, true);

    private bool Crosses(double value) => value > Above || value < Below;

    private bool IsOver(double value) => (Above is null || value <= (AboveClear ?? Above)) && (Below is null || value >= (BelowClear ?? Below));
}
