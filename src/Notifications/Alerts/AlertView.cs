using Platform.Access;

namespace Platform.Notifications.Alerts;

/// <summary>How bad an alert is, in order.</summary>
internal static class Severities
{
    public const string Info = "info", Warning = "warning", Critical = "critical";

    public static IReadOnlyList<string> All { get; } = [Info, Warning, Critical];

    public static int RankOf(string severity) => severity switch { Critical => 2, Warning => 1, _ => 0 };
}

/// <summary>Where an alert stands.</summary>
internal static class AlertStatus
{
    public const string Open = "open", Acknowledged = "acknowledged", Cleared = "cleared";

    /// <summary>What lists are limited to; <c>active</c> is open or acknowledged.</summary>
    public const string Active = "active";

    public static IReadOnlyList<string> Filters { get; } = [Open, Acknowledged, Cleared, Active];
}

/// <summary>An alert.</summary>
/// <param name="AlertId">Which one.</param>
/// <param name="WorkshopId">The tenant; null for the vendor's own, which only admins see.</param>
/// <param name="PitId">The pit; null when in none.</param>
/// <param name="PitCode">What the pit is called in topics.</param>
/// <param name="DeviceId">The device; null for the vendor's own.</param>
/// <param name="AlertType">Such as <c>critical_aqi</c>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>, as it is now.</param>
/// <param name="Message">In English; other languages are made of the members.</param>
/// <param name="Subject">What it is about: <c>temperature</c>, <c>humidity</c>, <c>aqi</c>, <c>pressure</c>, <c>presence</c>, <c>server_cpu</c>, <c>disk_space</c>.</param>
/// <param name="Value">The reading that raised or changed it, or the seconds of silence.</param>
/// <param name="LimitValue">What was crossed.</param>
/// <param name="IsAbove">True when the value is above the limit.</param>
/// <param name="Status"><c>open</c>, <c>acknowledged</c> or <c>cleared</c>.</param>
/// <param name="RaisedAt">Since when.</param>
/// <param name="UpdatedAt">When it changed last.</param>
/// <param name="AcknowledgedAt">When somebody took it on.</param>
/// <param name="AcknowledgedBy">Who.</param>
/// <param name="Note">What they said.</param>
/// <param name="ClearedAt">When it was over.</param>
/// <param name="ClearReason"><c>recovered</c>, <c>rule_changed</c> or <c>device_moved</c>.</param>
internal sealed record AlertView(
    long AlertId, int? WorkshopId, int? PitId, string? PitCode, string? DeviceId, string AlertType, string Severity, string Message, string Subject, double Value, double LimitValue, bool IsAbove,
    string Status, DateTimeOffset RaisedAt, DateTimeOffset UpdatedAt, DateTimeOffset? AcknowledgedAt, long? AcknowledgedBy, string? Note, DateTimeOffset? ClearedAt, string? ClearReason)
{
    internal const string Columns = """
        alert_id, tenant_id as workshop_id, pit_id, pit_code, device_id, alert_type, severity, message, subject, value, limit_value, is_above,
        status, raised_at, updated_at, acknowledged_at, acknowledged_by, note, cleared_at, clear_reason
        """;

    /// <summary>What people call the pit now, or called it while it was there; null when in none.</summary>
    public string? PitName { get; init; }

    /// <summary>With the name of its pit, which is no column of its own: people change it.</summary>
    public AlertView NamedBy(PitCopies pits) => this with { PitName = pits.NameOf(PitId) };
}

/// <summary>Something that happened to an alert.</summary>
/// <param name="Change"><c>raised</c>, <c>worsened</c>, <c>eased</c>, <c>acknowledged</c>, <c>repeated</c>, <c>escalated</c> or <c>cleared</c>.</param>
/// <param name="AlertType">What it was then.</param>
/// <param name="Severity">How bad it was then.</param>
/// <param name="Value">The reading, if one was the reason.</param>
/// <param name="UserId">Who did it, if a person.</param>
/// <param name="Note">What they said.</param>
/// <param name="At">When.</param>
internal sealed record AlertChange(string Change, string AlertType, string Severity, double? Value, long? UserId, string? Note, DateTimeOffset At);

/// <summary>What a list is limited to; null means all.</summary>
internal sealed record AlertFilter(int? TenantId, int[]? Pits, string? Status, string? Severity, int? PitId, string? DeviceId, DateTimeOffset? From, DateTimeOffset? To);
