using Dapper;
using Npgsql;
using Platform.Jobs.Activity;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>Who works on a job.</summary>
internal sealed class StaffStore(NpgsqlDataSource database, LiveJobs live)
{
    public async Task<TickOutcome> AssignAsync(JobScope scope, long jobId, IReadOnlyList<JobPerson> people, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await JobQueries.LockAsync(transaction, scope, jobId) is not { } job) return new TickOutcome.NoSuchJob();
        if (!JobRules.IsOpen(job.Status)) return new TickOutcome.WrongStatus(job.Status);
        await connection.ExecuteAsync("delete from job_staff where job_id = @jobId", new { jobId }, transaction);
        await connection.ExecuteAsync(
            "insert into job_staff (job_id, user_id, name) values (@jobId, @UserId, @Name)", people.Select(p => new { jobId, p.UserId, p.Name }), transaction);
        var changed = await connection.QuerySingleAsync<JobRow>($"""
            update jobs j set changed_at = @now, version = j.version + 1 where j.tenant_id = @TenantId and j.job_id = @jobId returning {JobRow.Columns}
            """, new { job.TenantId, jobId, now }, transaction);
        await ActivityLog.AddAsync(transaction, changed, caller, ActivityKinds.Staff, string.Join(", ", people.Select(p => p.Name)), now);
        await transaction.CommitAsync(ct);
        live.Tell(jobId);
        return new TickOutcome.Done();
    }
}
