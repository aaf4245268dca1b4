using Dapper;
using Npgsql;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Activity;

/// <summary>What people do with a job.</summary>
internal static class ActivityKinds
{
    public const string Created = "created", Status = "status", Time = "time", StageDone = "stage_done", StageOpen = "stage_open", StageCurrent = "stage_current",
        MaterialDone = "material_done", MaterialOpen = "material_open", Materials = "materials", Staff = "staff", Rated = "rated";

    public static IReadOnlyList<string> All { get; } = [Created, Status, Time, StageDone, StageOpen, StageCurrent, MaterialDone, MaterialOpen, Materials, Staff, Rated];
}

/// <summary>Writes down who did what, in the transaction of the deed.</summary>
internal static class ActivityLog
{
    public static Task AddAsync(NpgsqlTransaction transaction, JobRow job, Caller caller, string kind, string detail, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into job_activity (tenant_id, job_id, pit_id, user_id, role, kind, detail, at) values (@TenantId, @JobId, @PitId, @UserId, @Role, @kind, @detail, @now)
            """, new { job.TenantId, job.JobId, job.PitId, caller.UserId, caller.Role, kind, detail, now }, transaction);
}
