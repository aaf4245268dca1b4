using Dapper;
using Npgsql;
using Platform.Jobs.Activity;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>What became of a tick.</summary>
internal abstract record TickOutcome
{
    public sealed record Done : TickOutcome;

    public sealed record NoSuchJob : TickOutcome;

    /// <summary>The job has nothing at that position.</summary>
    public sealed record NotThere : TickOutcome;

    /// <summary>Not in the status that the job has.</summary>
    public sealed record WrongStatus(string Status) : TickOutcome;
}

/// <summary>Ticks stages. The job's row is locked, so that two ticks at once both count.</summary>
internal sealed class StageStore(NpgsqlDataSource database, LiveJobs live)
{
    public async Task<TickOutcome> SetAsync(JobScope scope, long jobId, int position, SetStage change, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await JobQueries.LockAsync(transaction, scope, jobId) is not { } job) return new TickOutcome.NoSuchJob();
        if (!JobRules.IsRunning(job.Status)) return new TickOutcome.WrongStatus(job.Status);
        if (change.Done is { } done)
        {
            await connection.ExecuteAsync("""
                update job_stages set done_at = case when @done then coalesce(done_at, @now) end, done_by = case when @done then coalesce(done_by, @UserId) end
                where job_id = @jobId and position = @position
                """, new { jobId, position, done, now, caller.UserId }, transaction);
        }

        var stages = (await connection.QueryAsync<(string Name, bool Done)>(
            "select name, done_at is not null from job_stages where job_id = @jobId order by position", new { jobId }, transaction)).AsList();
        if (position < 1 || position > stages.Count) return new TickOutcome.NotThere();
        var current = StageRules.CurrentAfter([.. stages.Select(s => s.Done)], job.CurrentStage, position, change);
        var changed = await connection.QuerySingleAsync<JobRow>($"""
            update jobs j set current_stage = @current, changed_at = @now, version = j.version + 1 where j.tenant_id = @TenantId and j.job_id = @jobId returning {JobRow.Columns}
            """, new { job.TenantId, jobId, current, now }, transaction);
        var name = stages[position - 1].Name;
        if (change.Done is { } ticked) await ActivityLog.AddAsync(transaction, changed, caller, ticked ? ActivityKinds.StageDone : ActivityKinds.StageOpen, name, now);
        if (change.Current is true) await ActivityLog.AddAsync(transaction, changed, caller, ActivityKinds.StageCurrent, name, now);
        await transaction.CommitAsync(ct);
        live.Tell(jobId);
        return new TickOutcome.Done();
    }
}
