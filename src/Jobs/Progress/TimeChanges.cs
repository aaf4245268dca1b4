using Dapper;
using Npgsql;
using Platform.Jobs.Jobs;

namespace Platform.Jobs.Progress;

/// <summary>Every estimate that a job ever had.</summary>
internal static class TimeChanges
{
    /// <summary>The duration counts from the start.</summary>
    public const string Started = "started";

    /// <summary>A person set it.</summary>
    public const string Changed = "changed";

    public static Task AddAsync(NpgsqlTransaction transaction, JobRow before, DateTimeOffset to, string actor, string reason, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into job_time_changes (job_id, at, actor, reason, from_time, to_time) values (@JobId, @now, @actor, @reason, @EstimatedEndTime, @to)
            """, new { before.JobId, now, actor, reason, before.EstimatedEndTime, to }, transaction);
}
