using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Access;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Notifications.Alerts;

/// <summary>Alerts as people see them. <c>tenant</c> is the caller's scope: null for admins only; <c>pits</c> those that the caller may see, null for all.</summary>
internal sealed class AlertStore(NpgsqlDataSource database, PitCopies pitCopies)
{
    /// <summary>Newest first. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public async Task<IReadOnlyList<AlertView>> ListAsync(AlertFilter filter, long before, int limit, CancellationToken ct)
    {
        var where = new List<string> { "alert_id < @before" };
        if (filter.TenantId is not null) where.Add("tenant_id = @TenantId");
        if (filter.Pits is not null) where.Add("pit_id = any(@Pits)");
        if (filter.Status is AlertStatus.Active) where.Add("status <> 'cleared'");
        else if (filter.Status is not null) where.Add("status = @Status");
        if (filter.Severity is not null) where.Add("severity = @Severity");
        if (filter.PitId is not null) where.Add("pit_id = @PitId");
        if (filter.DeviceId is not null) where.Add("device_id = @DeviceId");
        if (filter.From is not null) where.Add("raised_at >= @From");
        if (filter.To is not null) where.Add("raised_at <= @To");
        await using var connection = await database.OpenConnectionAsync(ct);
        var alerts = await connection.QueryAsync<AlertView>($"select {AlertView.Columns} from alerts where {string.Join(" and ", where)} order by alert_id desc limit @limit",
            new { filter.TenantId, filter.Pits, filter.Status, filter.Severity, filter.PitId, filter.DeviceId, filter.From, filter.To, before, limit });
        return [.. alerts.Select(a => a.NamedBy(pitCopies))];
    }

    public async Task<AlertView?> FindAsync(int? tenant, int[]? pits, long alertId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var alert = await connection.QuerySingleOrDefaultAsync<AlertView>($"""
            select {AlertView.Columns} from alerts where alert_id = @alertId and (@tenant::int is null or tenant_id = @tenant) and (@pits::int[] is null or pit_id = any(@pits))
            """, new { tenant, pits, alertId });
        return alert?.NamedBy(pitCopies);
    }

    /// <summary>The history of an alert that the caller was shown to see.</summary>
    public async Task<IReadOnlyList<AlertChange>> ChangesAsync(long alertId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<AlertChange>(
            "select change, alert_type, severity, value, user_id, note, at from alert_changes where alert_id = @alertId order by change_id limit 1000", new { alertId })];
    }

    /// <summary>Takes an open alert on; null when there is none that is open. Nobody is told again and the chain ends.</summary>
    public async Task<AlertView?> AcknowledgeAsync(int? tenant, int[]? pits, long alertId, long userId, string note, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var alert = await connection.QuerySingleOrDefaultAsync<AlertView>($"""
            update alerts set status = 'acknowledged', acknowledged_at = @now, acknowledged_by = @userId, note = @note, updated_at = @now, repeat_at = null, escalate_at = null
            where alert_id = @alertId and status = 'open' and (@tenant::int is null or tenant_id = @tenant) and (@pits::int[] is null or pit_id = any(@pits))
            returning {AlertView.Columns}
            """, new { tenant, pits, alertId, userId, note, now }, transaction);
        if (alert is null) return null;
        await AlertState.RecordAsync(transaction, alert, "acknowledged", value: null, userId, note, now);
        await Outbox.AddAsync(transaction, new AlertAcknowledged(alertId, alert.WorkshopId, alert.PitId, alert.DeviceId, alert.AlertType, userId, note, now), StreamOf(alertId), now);
        await transaction.CommitAsync(ct);
        return alert.NamedBy(pitCopies);
    }

    public static string StreamOf(long alertId) => string.Create(CultureInfo.InvariantCulture, $"alert:{alertId}");
}
