using Dapper;
using Npgsql;
using Platform.Jobs.Activity;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>The list of materials of a job.</summary>
internal sealed class MaterialStore(NpgsqlDataSource database)
{
    /// <summary>Ticks a material, or takes the tick back.</summary>
    public async Task<TickOutcome> SetAsync(JobScope scope, long jobId, int position, bool done, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await JobQueries.LockAsync(transaction, scope, jobId) is not { } job) return new TickOutcome.NoSuchJob();
        if (!JobRules.IsOpen(job.Status)) return new TickOutcome.WrongStatus(job.Status);
        var name = await connection.QuerySingleOrDefaultAsync<string>("""
            update job_materials set done_at = case when @done then coalesce(done_at, @now) end, done_by = case when @done then coalesce(done_by, @UserId) end
            where job_id = @jobId and position = @position returning name
            """, new { jobId, position, done, now, caller.UserId }, transaction);
        if (name is null) return new TickOutcome.NotThere();
        await ActivityLog.AddAsync(transaction, job, caller, done ? ActivityKinds.MaterialDone : ActivityKinds.MaterialOpen, name, now);
        await transaction.CommitAsync(ct);
        return new TickOutcome.Done();
    }

    /// <summary>Replaces the list.</summary>
    public async Task<TickOutcome> ReplaceAsync(JobScope scope, long jobId, string[] names, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await JobQueries.LockAsync(transaction, scope, jobId) is not { } job) return new TickOutcome.NoSuchJob();
        if (!JobRules.IsOpen(job.Status)) return new TickOutcome.WrongStatus(job.Status);
        var before = (await connection.QueryAsync<(string Name, DateTimeOffset? DoneAt, long? DoneBy)>(
            "delete from job_materials where job_id = @jobId returning name, done_at, done_by", new { jobId }, transaction)).ToDictionary(m => m.Name, StringComparer.Ordinal);
        await connection.ExecuteAsync(
            "insert into job_materials (job_id, position, name, done_at, done_by) values (@jobId, @position, @name, @doneAt, @doneBy)",
            names.Select((name, i) => new { jobId, position = i + 1, name, doneAt = before.GetValueOrDefault(name).DoneAt, doneBy = before.GetValueOrDefault(name).DoneBy }), transaction);
        await ActivityLog.AddAsync(transaction, job, caller, ActivityKinds.Materials, string.Join(", ", names), now);
        await transaction.CommitAsync(ct);
        return new TickOutcome.Done();
    }
}
