using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Notifications.Alerts;

/// <summary>That something is wrong, from whoever found it.</summary>
/// <param name="TenantId">Whose; null for the vendor's own.</param>
/// <param name="PitId">The pit.</param>
/// <param name="PitCode">Its name in topics.</param>
/// <param name="PitName">What people call it; null when it is not known here.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="Source">What it is of: the device, or a server.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="AlertType">What it is called.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Value">The reading.</param>
/// <param name="Limit">What was crossed.</param>
/// <param name="IsAbove">Whether the value is above.</param>
/// <param name="RepeatMinutes">How often people are told again.</param>
/// <param name="Version">Of this source and subject; a lower one is old news.</param>
internal sealed record Condition(
    int? TenantId, int? PitId, string? PitCode, string? PitName, string? DeviceId, string Source, string Subject, string AlertType, string Severity, double Value, double Limit, bool IsAbove, int? RepeatMinutes, long Version);

/// <summary>
/// The life of an alert: raised once per source and subject, changed in place while it is there, cleared by itself. Versions
/// make the order of events harmless; the row of the version is the lock under which it happens.
/// </summary>
internal static class AlertState
{
    /// <summary>Raises the alert or changes the one that is there; null when nothing changed.</summary>
    public static async Task<AlertView?> RaiseAsync(NpgsqlTransaction transaction, Condition condition, DateTimeOffset now)
    {
        if (!await IsNewsAsync(transaction, condition.Source, condition.Subject, condition.Version)) return null;
        var connection = transaction.Connection!;
        var there = await connection.QuerySingleOrDefaultAsync<(long AlertId, string AlertType, string Severity, string Worst)?>("""
            select alert_id, alert_type, severity, worst from alerts
            where tenant_id is not distinct from @TenantId and source = @Source and subject = @Subject and status <> 'cleared'
            """, condition, transaction);
        var change = AlertRules.ChangeOf(there?.Severity, there?.Worst, there?.AlertType, condition.Severity, condition.AlertType);
        if (change is AlertMove.None) return null;
        var isTold = change is AlertMove.Raised or AlertMove.Worsened;
        var escalateAt = isTold ? await EscalationStore.FirstAtAsync(transaction, condition.TenantId, condition.Severity, now) : null;
        var values = new DynamicParameters(condition);
        values.AddDynamicParams(new { alertId = there?.AlertId, message = AlertRules.MessageOf(condition), now, escalateAt, isTold, repeatAt = AlertRules.RepeatAt(condition.RepeatMinutes, now) });
        var alert = await connection.QuerySingleAsync<AlertView>(there is null
            ? $"""
                insert into alerts (tenant_id, pit_id, pit_code, device_id, source, subject, alert_type, severity, worst, message, value, limit_value, is_above, status, raised_at, updated_at,
                                    repeat_minutes, repeat_at, escalate_at)
                values (@TenantId, @PitId, @PitCode, @DeviceId, @Source, @Subject, @AlertType, @Severity, @Severity, @message, @Value, @Limit, @IsAbove, 'open', @now, @now,
                        @RepeatMinutes, @repeatAt, @escalateAt)
                returning {AlertView.Columns}
                """
            : $"""
                update alerts set alert_type = @AlertType, severity = @Severity, message = @message, value = @Value, limit_value = @Limit, is_above = @IsAbove, updated_at = @now, repeat_minutes = @RepeatMinutes,
                    worst = case when @isTold then @Severity else worst end, status = case when @isTold then 'open' else status end,
                    acknowledged_at = case when @isTold then null else acknowledged_at end, acknowledged_by = case when @isTold then null else acknowledged_by end, note = case when @isTold then null else note end,
                    repeat_at = case when @isTold then @repeatAt else repeat_at end,
                    escalation_step = case when @isTold then 0 else escalation_step end, escalate_at = case when @isTold then @escalateAt else escalate_at end
                where alert_id = @alertId and tenant_id is not distinct from @TenantId
                returning {AlertView.Columns}
                """, values, transaction);
        await RecordAsync(transaction, alert, AlertRules.NameOf(change), condition.Value, userId: null, note: null, now);
        if (!isTold) return alert;
        await Outbox.AddAsync(transaction, new AlertRaised(alert.AlertId, alert.WorkshopId, alert.PitId, alert.DeviceId, alert.AlertType, alert.Severity, alert.Message, now), AlertStore.StreamOf(alert.AlertId), now);
        await NoticeStore.AddAsync(transaction, alert, "raised", now);
        return alert;
    }

    /// <summary>Ends the alert; null when there is none.</summary>
    public static async Task<AlertView?> ClearAsync(NpgsqlTransaction transaction, int? tenantId, string source, string subject, double? value, string reason, long version, DateTimeOffset now)
    {
        if (!await IsNewsAsync(transaction, source, subject, version)) return null;
        var alert = await transaction.Connection!.QuerySingleOrDefaultAsync<AlertView>($"""
            update alerts set status = 'cleared', cleared_at = @now, clear_reason = @reason, updated_at = @now, repeat_at = null, escalate_at = null
            where tenant_id is not distinct from @tenantId and source = @source and subject = @subject and status <> 'cleared'
            returning {AlertView.Columns}
            """, new { tenantId, source, subject, reason, now }, transaction);
        if (alert is null) return null;
        await RecordAsync(transaction, alert, "cleared", value, userId: null, note: null, now);
        await Outbox.AddAsync(transaction, new AlertCleared(alert.AlertId, alert.WorkshopId, alert.PitId, alert.DeviceId, alert.AlertType, reason, now), AlertStore.StreamOf(alert.AlertId), now);
        await NoticeStore.AddAsync(transaction, alert, "cleared", now);
        return alert;
    }

    /// <summary>Writes into the alert's history.</summary>
    public static Task RecordAsync(NpgsqlTransaction transaction, AlertView alert, string change, double? value, long? userId, string? note, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into alert_changes (alert_id, tenant_id, change, alert_type, severity, value, user_id, note, at)
            values (@AlertId, @WorkshopId, @change, @AlertType, @Severity, @value, @userId, @note, @now)
            """, new { alert.AlertId, alert.WorkshopId, change, alert.AlertType, alert.Severity, value, userId, note, now }, transaction);

    private static async Task<bool> IsNewsAsync(NpgsqlTransaction transaction, string source, string subject, long version) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into alert_versions as v (source, subject, version) values (@source, @subject, @version)
            on conflict (source, subject) do update set version = excluded.version where v.version < excluded.version
            """, new { source, subject, version }, transaction) == 1;
}

/// <summary>What an event does to an alert.</summary>
internal enum AlertMove
{
    /// <summary>Nothing that anybody would see.</summary>
    None,

    /// <summary>There was none.</summary>
    Raised,

    /// <summary>It is worse than it ever was: people are told, and whoever acknowledged the lesser one did not mean this.</summary>
    Worsened,

    /// <summary>It is not as bad, or another rule's now: shown, not told.</summary>
    Eased,
}

/// <summary>Pure rules of alerts.</summary>
internal static class AlertRules
{
    public static AlertMove ChangeOf(string? severity, string? worst, string? alertType, string nextSeverity, string nextType)
    {
        if (severity is null || worst is null) return AlertMove.Raised;
        if (Severities.RankOf(nextSeverity) > Severities.RankOf(worst)) return AlertMove.Worsened;
        return severity == nextSeverity && alertType == nextType ? AlertMove.None : AlertMove.Eased;
    }

    public static string NameOf(AlertMove move) => move switch
    {
        AlertMove.Raised => "raised",
        AlertMove.Worsened => "worsened",
        AlertMove.Eased => "eased",
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, "Is no change."),
    };

    public static DateTimeOffset? RepeatAt(int? minutes, DateTimeOffset now) => minutes is { } every ? now.AddMinutes(every) : null;

    /// <summary>One sentence in English.</summary>
    public static string MessageOf(Condition condition)
    {
        var place = condition.PitName ?? condition.PitCode ?? condition.DeviceId ?? condition.Source;
        var side = condition.IsAbove ? "above" : "below";
        return condition.Subject switch
        {
            "presence" => string.Create(CultureInfo.InvariantCulture, $"{place}: device {condition.DeviceId} has sent nothing for {condition.Value:0} s."),
            CameraConsumer.Subject => string.Create(CultureInfo.InvariantCulture, $"{place}: the camera has not answered for {condition.Value:0} s."),
            "aqi" => string.Create(CultureInfo.InvariantCulture, $"{place}: AQI {condition.Value:0.#} is {side} {condition.Limit:0.#}."),
            "temperature" => string.Create(CultureInfo.InvariantCulture, $"{place}: {condition.Value:0.#} °C is {side} {condition.Limit:0.#} °C."),
            "humidity" => string.Create(CultureInfo.InvariantCulture, $"{place}: humidity {condition.Value:0.#} % is {side} {condition.Limit:0.#} %."),
            "pressure" => string.Create(CultureInfo.InvariantCulture, $"{place}: {condition.Value:0.#} hPa is {side} {condition.Limit:0.#} hPa."),
            "server_cpu" => string.Create(CultureInfo.InvariantCulture, $"{place}: CPU at {condition.Value:0} % for 5 minutes, limit {condition.Limit:0} %."),
            "disk_space" => string.Create(CultureInfo.InvariantCulture, $"{place}: disk {condition.Value:0} % full, limit {condition.Limit:0} %."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{place}: {condition.AlertType} at {condition.Value:0.#}, limit {condition.Limit:0.#}."),
        };
    }
}
