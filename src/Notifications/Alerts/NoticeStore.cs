using Dapper;
using Npgsql;

namespace Platform.Notifications.Alerts;

/// <summary>A reason to write about an alert.</summary>
internal sealed class Notice
{
    public long NoticeId { get; set; }

    public int? TenantId { get; set; }

    public long AlertId { get; set; }

    public string Kind { get; set; } = "";

    public string AlertType { get; set; } = "";

    /// <summary>Read by properties: the driver names an array's type only when it has seen the value.</summary>
    public long[]? UserIds { get; set; }

    public string[]? Channels { get; set; }
}

/// <summary>All SQL of reasons to write about alerts.</summary>
internal static class NoticeStore
{
    /// <summary>Queues a notice, to the owners unless people are named, in the transaction of its reason.</summary>
    public static Task AddAsync(NpgsqlTransaction transaction, AlertView alert, string kind, DateTimeOffset now, long[]? userIds = null, string[]? channels = null) =>
        transaction.Connection!.ExecuteAsync("""
            insert into alert_notices (tenant_id, alert_id, kind, alert_type, severity, user_ids, channels, due_at)
            values (@WorkshopId, @AlertId, @kind, @AlertType, @Severity, @userIds, @channels, @now)
            """, new { alert.WorkshopId, alert.AlertId, kind, alert.AlertType, alert.Severity, userIds, channels, now }, transaction);

    /// <summary>Takes notices out, the oldest first; without the commit they are there again.</summary>
    public static async Task<IReadOnlyList<Notice>> TakeAsync(NpgsqlTransaction transaction, DateTimeOffset now, int batch) =>
        [.. (await transaction.Connection!.QueryAsync<Notice>("""
            delete from alert_notices where notice_id in (
                select notice_id from alert_notices where due_at <= @now order by due_at, notice_id limit @batch for update skip locked)
            returning notice_id, tenant_id, alert_id, kind, alert_type, user_ids, channels
            """, new { now, batch }, transaction)).OrderBy(n => n.NoticeId)];

    /// <summary>
    /// The alert, unless it is news no more: what is over need not be told to have begun, nor what somebody has taken on. Its row is held until the commit,
    /// see <see cref="ToldStore.TakeAsync"/>.
    /// </summary>
    public static async Task<AlertView?> FindAsync(NpgsqlTransaction transaction, Notice notice) => await transaction.Connection!.QuerySingleOrDefaultAsync<AlertView>($"""
        select {AlertView.Columns} from alerts
        where alert_id = @AlertId and tenant_id is not distinct from @TenantId and (@Kind = 'cleared' or (@Kind = 'raised' and status <> 'cleared') or status = 'open')
        for key share
        """, new { notice.AlertId, notice.TenantId, notice.Kind }, transaction);
}

/// <summary>How many messages of one type a tenant gets.</summary>
internal static class FloodRules
{
    public const int MostPerWindow = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
}

/// <summary>What was held back of a flood.</summary>
internal sealed record HeldBack(int? TenantId, string AlertType, int Held);

/// <summary>All SQL of floods.</summary>
internal static class FloodStore
{
    /// <summary>
    /// Counts the message; false when it is held back. What was raised comes in the summary, of the rest nothing is missed.
    /// Escalations are few and always told.
    /// </summary>
    public static async Task<bool> MayTellAsync(NpgsqlTransaction transaction, int? tenantId, string alertType, string kind, DateTimeOffset now) =>
        kind == "escalated" || await transaction.Connection!.ExecuteScalarAsync<bool>("""
            insert into alert_floods as f (tenant_id, alert_type, kind, started_at, sent, held) values (@tenantId, @alertType, @kind, @now, 1, 0)
            on conflict (tenant_id, alert_type, kind) do update set
                started_at = case when f.started_at <= @before and (f.held = 0 or f.kind <> 'raised') then @now else f.started_at end,
                sent = case when f.started_at <= @before and (f.held = 0 or f.kind <> 'raised') then 1 else least(f.sent + 1, @Most + 1) end,
                held = case when f.started_at <= @before and (f.held = 0 or f.kind <> 'raised') then 0 when f.sent >= @Most then f.held + 1 else f.held end
            returning held = 0 and sent <= @Most
            """, new { tenantId, alertType, kind, now, before = now - FloodRules.Window, Most = FloodRules.MostPerWindow }, transaction);

    /// <summary>A window that is over with something held back; the next one begins.</summary>
    public static async Task<HeldBack?> TakeHeldAsync(NpgsqlTransaction transaction, DateTimeOffset now) => await transaction.Connection!.QueryFirstOrDefaultAsync<HeldBack>("""
        with over as (
            select tenant_id, alert_type, kind, held from alert_floods where held > 0 and kind = 'raised' and started_at <= @before limit 1 for update skip locked)
        update alert_floods f set started_at = @now, sent = 0, held = 0 from over
        where f.tenant_id is not distinct from over.tenant_id and f.alert_type = over.alert_type and f.kind = over.kind
        returning over.tenant_id, over.alert_type, over.held
        """, new { now, before = now - FloodRules.Window }, transaction);
}
