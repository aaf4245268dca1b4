using Dapper;
using Npgsql;
using Platform.Contracts.Jobs;
using Platform.Jobs.Activity;
using Platform.Jobs.Customers;
using Platform.Jobs.Jobs;
using Platform.Jobs.Messages;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>What became of a step.</summary>
internal abstract record MoveOutcome
{
    public sealed record Moved(JobRow Job) : MoveOutcome;

    public sealed record NoSuchJob : MoveOutcome;

    /// <summary>The step is not one from the status that the job has.</summary>
    public sealed record NotPossible(string Status) : MoveOutcome;

    /// <summary>Another job of the pit is running.</summary>
    public sealed record PitBusy(long? RunningJobId) : MoveOutcome;
}

/// <summary>Takes jobs a step on: the job, who may see the pit, events, messages and the record in one transaction.</summary>
internal sealed class StatusStore(NpgsqlDataSource database, LiveJobs live, MessageOutbox messages)
{
    public async Task<MoveOutcome> MoveAsync(JobScope scope, long jobId, string to, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Whoever comes second waits here, and finds the status as the first has left it.
        if (await JobQueries.LockAsync(transaction, scope, jobId) is not { } job) return new MoveOutcome.NoSuchJob();
        if (!JobRules.Next(job.Status).Contains(to, StringComparer.Ordinal)) return new MoveOutcome.NotPossible(job.Status);
        JobRow? moved;
        try
        {
            moved = await WriteAsync(transaction, job, to, now);
        }
        catch (PostgresException exception) when (exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "jobs_one_running" })
        {
            await transaction.RollbackAsync(ct);
            return new MoveOutcome.PitBusy(await RunningAsync(connection, job.TenantId, job.PitId));
        }

        if (moved is null) return new MoveOutcome.NotPossible(job.Status);
        if (moved.EstimatedEndTime != job.EstimatedEndTime) await TimeChanges.AddAsync(transaction, job, moved.EstimatedEndTime, caller.Actor, TimeChanges.Started, now);
        if (JobRules.IsRunning(job.Status) != JobRules.IsRunning(to)) await CustomerStore.TellPitsAsync(transaction, job.TenantId, job.CustomerId, now);
        await ActivityLog.AddAsync(transaction, moved, caller, ActivityKinds.Status, $"{job.Status} → {to}", now);
        await Outbox.AddAsync(transaction, new JobStatusChanged(moved.Facts, job.Status, caller.Actor, now), moved.Stream, now);
        if (to == JobRules.InProgress) await messages.AddAsync(transaction, moved, MessageKinds.Started, now);
        if (to == JobRules.Completed) await messages.AddAsync(transaction, moved, MessageKinds.Completed, now);
        await transaction.CommitAsync(ct);
        live.Tell(jobId);
        return new MoveOutcome.Moved(moved);
    }

    /// <summary>The step itself, from the status that was seen and no other.</summary>
    private static Task<JobRow?> WriteAsync(NpgsqlTransaction transaction, JobRow job, string to, DateTimeOffset now)
    {
        var starts = to == JobRules.InProgress;
        var ends = !JobRules.IsOpen(to);
        return transaction.Connection!.QuerySingleOrDefaultAsync<JobRow>($"""
            update jobs j set
                status = @to, changed_at = @now, version = j.version + 1,
                started_at = case when @starts then @now else j.started_at end,
                ended_at = case when @ends then @now else j.ended_at end,
                estimated_end_time = case when @starts then @end else j.estimated_end_time end,
                promised_end_time = case when @starts then @end else j.promised_end_time end,
                current_stage = case when @starts then (select min(s.position) from job_stages s where s.job_id = j.job_id and s.done_at is null)
                                     when @ends then null else j.current_stage end
            where j.tenant_id = @TenantId and j.job_id = @JobId and j.status = @expected
            returning {JobRow.Columns}
            """,
            new
            {
                to,
                now,
                starts,
                ends,
                end = starts ? JobRules.EndOfStarting(job.EstimatedEndTime, job.EndIsSet, job.EstimatedMinutes, now) : job.EstimatedEndTime,
                job.TenantId,
                job.JobId,
                expected = job.Status,
            },
            transaction);
    }

    private static Task<long?> RunningAsync(NpgsqlConnection connection, int tenantId, int pitId) => connection.QuerySingleOrDefaultAsync<long?>(
        "select job_id from jobs where tenant_id = @tenantId and pit_id = @pitId and status in ('in_progress', 'quality_check')", new { tenantId, pitId });
}
