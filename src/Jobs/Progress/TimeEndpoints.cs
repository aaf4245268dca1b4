using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>When a job should be done, as its owner says.</summary>
internal static class TimeEndpoints
{
    public static void MapTime(this IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/jobs/{jobId:long}/time", SetAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().WithTags("Jobs")
            .WithSummary("Say when the job should be done; open browsers hear it within a second, and every change is kept");

    private static async Task<Results<Ok<JobTime>, ProblemHttpResult>> SetAsync(
        long jobId, SetTime body, Caller caller, TimeStore jobs, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (JobRules.CheckEnd(body.EstimatedEndTime, now).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        // PostgreSQL keeps microseconds; what is answered is what is kept.
        var end = body.EstimatedEndTime!.Value.ToUniversalTime();
        return await jobs.SetAsync(JobScope.Of(caller, access), jobId, end.AddTicks(-(end.Ticks % TimeSpan.TicksPerMicrosecond)), caller, now, ct) switch
        {
            TimeOutcome.Changed changed => TypedResults.Ok(new JobTime(changed.Job.JobId, changed.Job.EstimatedEndTime)),
            TimeOutcome.IsOver { Status: var status } => Problems.Conflict("job_is_over", $"The job is {status}; its time stays as it was.", ("job_id", jobId), ("job_status", status)),
            _ => Problems.NotFound("job"),
        };
    }
}

/// <summary>The estimate that a job is to have.</summary>
internal sealed record SetTime(DateTimeOffset? EstimatedEndTime);

/// <summary>The estimate that it has.</summary>
internal sealed record JobTime(long JobId, DateTimeOffset EstimatedEndTime);
