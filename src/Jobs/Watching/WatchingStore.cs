using Dapper;
using Npgsql;

namespace Platform.Jobs.Watching;

/// <summary>All SQL of who looks on: one row a job.</summary>
internal sealed class WatchingStore(NpgsqlDataSource database)
{
    private const int Limit = 500;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);

    /// <summary>The customer looks at the job; false when it is not theirs.</summary>
    public async Task<bool> NoteAsync(int? tenantId, long userId, long jobId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            insert into job_watching (job_id, tenant_id, seen_at)
            select job_id, tenant_id, @now from jobs where tenant_id = @tenantId and customer_user_id = @userId and job_id = @jobId
            on conflict (job_id) do update set seen_at = greatest(job_watching.seen_at, excluded.seen_at)
            """, new { tenantId, userId, jobId, now }) == 1;
    }

    public async Task<IReadOnlyList<WatchedJob>> ListAsync(int? tenantId, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = tenantId is null ? "" : "w.tenant_id = @tenantId and ";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<WatchedJob>($"""
            select j.job_id, j.pit_id, j.pit_number, j.customer_name, j.status, w.seen_at from job_watching w join jobs j using (job_id)
            where {tenant}w.seen_at > @since order by j.pit_number, j.job_id limit @Limit
            """, new { tenantId, since = now - Fresh, Limit })];
    }
}
