namespace Platform.Contracts.Telemetry;

/// <summary>
/// A rule of a tenant holds for a device, or another rule about the same thing does now. One event per device and subject at a
/// time: the most severe of the rules that hold is the one that is told.
/// </summary>
/// <param name="DeviceId">Whose readings, or whose silence.</param>
/// <param name="TenantId">The device's tenant.</param>
/// <param name="PitId">Its pit; null when it is in none.</param>
/// <param name="PitCode">What the pit is called in topics, such as <c>pit_1</c>.</param>
/// <param name="Subject">What it is about: <c>temperature</c>, <c>humidity</c>, <c>aqi</c>, <c>pressure</c> or <c>presence</c>.</param>
/// <param name="AlertType">The rule's, such as <c>critical_aqi</c>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Value">The reading, or the seconds of silence.</param>
/// <param name="Limit">The value that was crossed.</param>
/// <param name="IsAbove">True when the value is above the limit, false when below.</param>
/// <param name="RepeatMinutes">How often people are told again while nobody acknowledges; null for once.</param>
/// <param name="Version">Grows with every change of this device and subject; a lower one is old news.</param>
/// <param name="MeasuredAt">Time of the reading.</param>
/// <param name="OccurredAt">When the platform found it.</param>
public sealed record ThresholdCrossed(
    string DeviceId, int TenantId, int? PitId, string? PitCode, string Subject, string AlertType, string Severity, double Value, double Limit, bool IsAbove,
    int? RepeatMinutes, long Version, DateTimeOffset MeasuredAt, DateTimeOffset OccurredAt);

/// <summary>No rule about the subject holds for the device any more.</summary>
/// <param name="DeviceId">Whose readings, or whose silence.</param>
/// <param name="TenantId">The tenant of the alert.</param>
/// <param name="PitId">The pit of the alert.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="AlertType">The rule that held last.</param>
/// <param name="Value">The reading that cleared it; null when something else did.</param>
/// <param name="Reason"><c>recovered</c>, <c>rule_changed</c> or <c>device_moved</c>.</param>
/// <param name="Version">Grows with every change of this device and subject; a lower one is old news.</param>
/// <param name="OccurredAt">When the platform found it.</param>
public sealed record ThresholdCleared(
    string DeviceId, int TenantId, int? PitId, string Subject, string AlertType, double? Value, string Reason, long Version, DateTimeOffset OccurredAt);
