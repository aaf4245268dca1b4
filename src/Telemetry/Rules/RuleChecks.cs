using System.Globalization;
using System.Text.RegularExpressions;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Rules;

/// <summary>What may be written as a rule. Pure.</summary>
internal static partial class RuleChecks
{
    public const string Threshold = "threshold", NoData = "no_data";

    private const int LongestHold = 3600, ShortestSilence = 60, LongestSilence = 86_400, ShortestRepeat = 5, LongestRepeat = 1440;

    /// <summary>All but the accuracy, which says nothing of the air.</summary>
    private static readonly MeasuredValue[] Measures = [.. ReadingKind.Environment.Values.Where(v => v.Name != "aqi_accuracy")];

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<(string Field, string Message)> Of(WriteAlertRule rule)
    {
        if (rule.AlertType is null || !Name().IsMatch(rule.AlertType)) yield return ("alert_type", "must be 3 to 40 lower-case letters, digits and underscores, beginning with a letter");
        if (rule.PitId is <= 0) yield return ("pit_id", "must be a pit's number");
        if (rule.Severity is null || !Severity.All.Contains(rule.Severity)) yield return ("severity", $"must be one of {string.Join(", ", Severity.All)}");
        if (rule.RepeatMinutes is < ShortestRepeat or > LongestRepeat) yield return ("repeat_minutes", $"must be between {ShortestRepeat} and {LongestRepeat}");
        if (rule.Kind is not (Threshold or NoData)) yield return ("kind", $"must be {Threshold} or {NoData}");
        var known = rule.AlertType is null ? null : RuleDefaults.Find(rule.AlertType);
        if (known is not null && rule.Kind is Threshold or NoData && (rule.Kind == NoData) != (known.Measure is null)) yield return ("kind", $"must be {(known.Measure is null ? NoData : Threshold)} for {rule.AlertType}");
        foreach (var error in rule.Kind switch { Threshold => OfThreshold(rule, known), NoData => OfSilence(rule), _ => [] }) yield return error;
    }

    private static IEnumerable<(string Field, string Message)> OfThreshold(WriteAlertRule rule, AlertRule? known)
    {
        if (rule.SilentSeconds is not null) yield return ("silent_seconds", "must not be given for thresholds");
        if (rule.ForSeconds is < 0 or > LongestHold) yield return ("for_seconds", $"must be between 0 and {LongestHold}");
        var measure = Measures.FirstOrDefault(m => m.Name == rule.Measure);
        if (measure is null) yield return ("measure", $"must be one of {string.Join(", ", Measures.Select(m => m.Name))}");
        else if (known?.Measure is { } fixedMeasure && fixedMeasure != rule.Measure) yield return ("measure", $"must be {fixedMeasure} for {rule.AlertType}");
        if (rule is { Above: null, Below: null }) yield return ("above", "must be given, or below");
        foreach (var (field, value) in (IEnumerable<(string, double?)>)[("above", rule.Above), ("above_clear", rule.AboveClear), ("below", rule.Below), ("below_clear", rule.BelowClear)])
        {
            if (measure is not null && value is { } number && !(number >= measure.Min && number <= measure.Max))
                yield return (field, string.Create(CultureInfo.InvariantCulture, $"must be between {measure.Min} and {measure.Max} {measure.Unit}"));
        }

        if (rule.AboveClear is not null && !(rule.AboveClear <= rule.Above)) yield return ("above_clear", "must be at or below above, and above must be given");
        if (rule.BelowClear is not null && !(rule.BelowClear >= rule.Below)) yield return ("below_clear", "must be at or above below, and below must be given");
        if (rule is { Above: not null, Below: not null } && !((rule.BelowClear ?? rule.Below) < (rule.AboveClear ?? rule.Above)))
            yield return ("below", "must be below above, and so must be their clear values: between them the alert is over");
    }

    private static IEnumerable<(string Field, string Message)> OfSilence(WriteAlertRule rule)
    {
        if (rule.Measure is not null) yield return ("measure", "must not be given for silence");
        if (rule is not { Above: null, AboveClear: null, Below: null, BelowClear: null }) yield return ("above", "must not be given for silence, nor below or a clear value");
        if (rule.ForSeconds is not (null or 0)) yield return ("for_seconds", "must not be given for silence");
        if (rule.SilentSeconds is not (>= ShortestSilence and <= LongestSilence)) yield return ("silent_seconds", $"must be between {ShortestSilence} and {LongestSilence}");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{2,39}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Name();
}
