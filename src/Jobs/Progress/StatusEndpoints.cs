using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>One step of a job after the other.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/jobs/{jobId:long}/status", MoveAsync).RequireAuthorization(Policies.Staff).RefusesAdmins().WithTags("Jobs")
            .WithSummary("Go one step on (waiting, in_progress, quality_check, completed) or cancel; of two who do so at once the other gets 409 with the status as it is");

    private static async Task<Results<Ok<JobMoved>, ProblemHttpResult>> MoveAsync(
        long jobId, SetStatus body, Caller caller, StatusStore jobs, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (JobRules.CheckStatus(body.Status).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        return await jobs.MoveAsync(JobScope.Of(caller, access), jobId, body.Status!, caller, time.GetUtcNow(), ct) switch
        {
            MoveOutcome.Moved moved => TypedResults.Ok(new JobMoved(moved.Job.JobId, moved.Job.Status, moved.Job.ChangedAt)),
            MoveOutcome.NotPossible { Status: var status } => Problems.Conflict(
                "step_not_possible", $"The job is {status}; from there it goes to {(JobRules.Next(status) is { Count: > 0 } next ? string.Join(" or ", next) : "nowhere")}.",
                ("job_id", jobId), ("job_status", status), ("next_statuses", JobRules.Next(status))),
            MoveOutcome.PitBusy busy => Problems.Conflict(
                "pit_busy", "Another car is worked on in this pit; complete or cancel that job first.", ("job_id", jobId), ("job_status", JobRules.Waiting), ("running_job_id", busy.RunningJobId)),
            _ => Problems.NotFound("job"),
        };
    }
}

/// <summary>The status that a job is to have.</summary>
internal sealed record SetStatus(string? Status);

/// <summary>The job after its step.</summary>
internal sealed record JobMoved(long JobId, string Status, DateTimeOffset UpdatedAt);
