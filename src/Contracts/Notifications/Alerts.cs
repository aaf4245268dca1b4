namespace Platform.Contracts.Notifications;

/// <summary>An alert was raised, or got worse than it ever was.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="TenantId">Whose; null for the vendor's own, such as a full disk.</param>
/// <param name="PitId">Where; null when in no pit.</param>
/// <param name="DeviceId">The device; null for the vendor's own.</param>
/// <param name="AlertType">Such as <c>critical_aqi</c>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Message">In English.</param>
/// <param name="OccurredAt">When.</param>
public sealed record AlertRaised(
    long AlertId, int? TenantId, int? PitId, string? DeviceId, string AlertType, string Severity, string Message, DateTimeOffset OccurredAt);

/// <summary>Somebody has taken an alert on.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="TenantId">Whose.</param>
/// <param name="PitId">Where.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="AlertType">Such as <c>critical_aqi</c>.</param>
/// <param name="UserId">Who.</param>
/// <param name="Note">What they said; empty for nothing.</param>
/// <param name="OccurredAt">When.</param>
public sealed record AlertAcknowledged(
    long AlertId, int? TenantId, int? PitId, string? DeviceId, string AlertType, long UserId, string Note, DateTimeOffset OccurredAt);

/// <summary>An alert is over.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="TenantId">Whose.</param>
/// <param name="PitId">Where.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="AlertType">What it was last.</param>
/// <param name="Reason"><c>recovered</c>, <c>rule_changed</c> or <c>device_moved</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record AlertCleared(
    long AlertId, int? TenantId, int? PitId, string? DeviceId, string AlertType, string Reason, DateTimeOffset OccurredAt);
