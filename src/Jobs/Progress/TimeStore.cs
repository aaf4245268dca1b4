using Dapper;
using Npgsql;
using Platform.Contracts.Jobs;
using Platform.Jobs.Activity;
using Platform.Jobs.Jobs;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>What became of a change of time.</summary>
internal abstract record TimeOutcome
{
    public sealed record Changed(JobRow Job) : TimeOutcome;

    public sealed record NoSuchJob : TimeOutcome;

    /// <summary>It is completed or cancelled.</summary>
    public sealed record IsOver(string Status) : TimeOutcome;
}

/// <summary>Sets when a job should be done.</summary>
internal sealed class TimeStore(NpgsqlDataSource database, LiveJobs live)
{
    public async Task<TimeOutcome> SetAsync(JobScope scope, long jobId, DateTimeOffset end, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await JobQueries.LockAsync(transaction, scope, jobId) is not { } job) return new TimeOutcome.NoSuchJob();
        if (!JobRules.IsOpen(job.Status)) return new TimeOutcome.IsOver(job.Status);
        // The same time again is no change; nobody is told twice.
        if (job.EstimatedEndTime == end) return new TimeOutcome.Changed(job);
        var changed = await connection.QuerySingleAsync<JobRow>($"""
            update jobs j set estimated_end_time = @end, end_is_set = true, changed_at = @now, version = j.version + 1
            where j.tenant_id = @TenantId and j.job_id = @jobId returning {JobRow.Columns}
            """, new { job.TenantId, jobId, end, now }, transaction);
        await TimeChanges.AddAsync(transaction, job, end, caller.Actor, TimeChanges.Changed, now);
        await ActivityLog.AddAsync(transaction, changed, caller, ActivityKinds.Time, $"{job.EstimatedEndTime.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} → {end.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}", now);
        await Outbox.AddAsync(transaction, new JobTimeChanged(changed.Facts, job.EstimatedEndTime, caller.Actor, now), changed.Stream, now);
        await transaction.CommitAsync(ct);
        live.Tell(jobId);
        return new TimeOutcome.Changed(changed);
    }
}
