using Dapper;
using Npgsql;

namespace Platform.Notifications.Alerts;

/// <summary>All SQL of who was told that an alert is there.</summary>
internal static class ToldStore
{
    /// <summary>Notes them, in the transaction of the message.</summary>
    public static Task AddAsync(NpgsqlTransaction transaction, long alertId, IReadOnlyCollection<long> userIds) => userIds.Count == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(
        "insert into alert_told (alert_id, user_id) select @alertId, unnest(@userIds) on conflict do nothing", new { alertId, userIds = userIds.ToArray() }, transaction);

    /// <summary>
    /// Takes those who are to be told that it is over. The alert's row is locked before: whoever tells at this moment that it
    /// is there (see <see cref="NoticeStore.FindAsync"/>) has either noted whom, or will find that it is over.
    /// </summary>
    public static async Task<long[]> TakeAsync(NpgsqlTransaction transaction, Notice notice)
    {
        await transaction.Connection!.ExecuteAsync("select from alerts where tenant_id is not distinct from @TenantId and alert_id = @AlertId for update", new { notice.TenantId, notice.AlertId }, transaction);
        return [.. await transaction.Connection!.QueryAsync<long>("delete from alert_told where alert_id = @AlertId returning user_id", new { notice.AlertId }, transaction)];
    }
}
