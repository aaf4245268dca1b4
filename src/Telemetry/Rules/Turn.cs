using Platform.Contracts.Telemetry;

namespace Platform.Telemetry.Rules;

/// <summary>A change of what holds for a device about one subject.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="TenantId">The tenant that the alert is or was of.</param>
/// <param name="PitId">The pit that the alert is or was in, 0 for none.</param>
/// <param name="PitCode">What the pit is called.</param>
/// <param name="Rule">What holds now; null when nothing does.</param>
/// <param name="Former">What held before, when nothing does now.</param>
/// <param name="Value">The reading, or the seconds of silence; NaN when neither was the reason.</param>
/// <param name="Reason">Why nothing holds any more.</param>
/// <param name="MeasuredAt">Time of the reading.</param>
internal sealed record Turn(
    string DeviceId, string Subject, int TenantId, int PitId, string? PitCode, AlertRule? Rule, string? Former, double Value, string Reason, DateTimeOffset MeasuredAt)
{
    public const string Recovered = "recovered", RuleChanged = "rule_changed", DeviceMoved = "device_moved";

    /// <summary>The event that tells of it.</summary>
    public object ToEvent(long version, DateTimeOffset now)
    {
        int? pit = PitId == 0 ? null : PitId;
        if (Rule is null) return new ThresholdCleared(DeviceId, TenantId, pit, Subject, Former ?? "", double.IsNaN(Value) ? null : Value, Reason, version, now);
        var (limit, isAbove) = Rule.SilentFor is { } silence ? (silence.TotalSeconds, true) : Rule.LimitOf(Value);
        return new ThresholdCrossed(DeviceId, TenantId, pit, PitCode, Subject, Rule.AlertType, Rule.Severity, Value, limit, isAbove, Rule.RepeatMinutes, version, MeasuredAt, now);
    }
}
