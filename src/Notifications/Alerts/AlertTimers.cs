using Dapper;
using Npgsql;

namespace Platform.Notifications.Alerts;

/// <summary>What time does to an alert that nobody acknowledges: people are told again, and the chain goes on.</summary>
internal static class AlertTimers
{
    private const int Batch = 100;

    public static async Task RunAsync(NpgsqlDataSource database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        while (await RepeatAsync(connection, now, ct) == Batch) { }
        while (await EscalateAsync(connection, now, ct) == Batch) { }
    }

    private static async Task<int> RepeatAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = (await connection.QueryAsync<AlertView>($"""
            update alerts set repeat_at = case when repeat_minutes is not null then @now + make_interval(mins => repeat_minutes) end
            where alert_id in (select alert_id from alerts where repeat_at <= @now and status = 'open' order by repeat_at limit @Batch for update skip locked)
            returning {AlertView.Columns}
            """, new { now, Batch }, transaction)).AsList();
        foreach (var alert in due)
        {
            await AlertState.RecordAsync(transaction, alert, "repeated", value: null, userId: null, note: null, now);
            await NoticeStore.AddAsync(transaction, alert, "repeated", now);
        }

        await transaction.CommitAsync(ct);
        return due.Count;
    }

    private static async Task<int> EscalateAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = (await connection.QueryAsync<(long AlertId, int TenantId, int Step)>("""
            select alert_id, tenant_id, escalation_step from alerts where escalate_at <= @now and status = 'open' order by escalate_at limit @Batch for update skip locked
            """, new { now, Batch }, transaction)).AsList();
        foreach (var (alertId, tenantId, step) in due)
        {
            var chain = await EscalationStore.FindAsync(connection, transaction, tenantId);
            var taken = chain.Enabled && step < chain.Steps.Count ? chain.Steps[step] : null;
            // Times count from when it was raised or got worse: the step before was due then and then.
            var pause = taken is not null && step + 1 < chain.Steps.Count ? chain.Steps[step + 1].AfterMinutes - taken.AfterMinutes : (int?)null;
            var alert = await connection.QuerySingleAsync<AlertView>($"""
                update alerts set escalation_step = escalation_step + 1, escalate_at = case when @pause::int is not null then escalate_at + make_interval(mins => @pause) end
                where alert_id = @alertId and tenant_id = @tenantId returning {AlertView.Columns}
                """, new { alertId, tenantId, pause }, transaction);
            if (taken is null) continue;
            await AlertState.RecordAsync(transaction, alert, "escalated", value: null, userId: null, $"step {step + 1}", now);
            await NoticeStore.AddAsync(transaction, alert, "escalated", now, [.. taken.UserIds], [.. taken.Channels]);
        }

        await transaction.CommitAsync(ct);
        return due.Count;
    }
}
