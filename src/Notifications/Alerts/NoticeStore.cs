using Dapper;
using Npgsql;

namespace Platform.Notifications.Alerts;

/// <summary>All SQL of reasons to write about alerts.</summary>
internal static class NoticeStore
{
    /// <summary>Queues a notice to the owners, in the transaction of its reason.</summary>
    public static Task AddAsync(NpgsqlTransaction transaction, AlertView alert, string kind, DateTimeOffset now, long[]? userIds = null, string[]? channels = null) =>
        transaction.Connection!.ExecuteAsync("""
            insert into alert_notices (tenant_id, alert_id, kind, alert_type, severity, user_ids, channels, due_at)
            values (@WorkshopId, @AlertId, @kind, @AlertType, @Severity, @userIds, @channels, @now)
            """, new { alert.WorkshopId, alert.AlertId, kind, alert.AlertType, alert.Severity, userIds, channels, now }, transaction);
}
