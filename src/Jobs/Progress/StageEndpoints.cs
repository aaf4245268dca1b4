using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Progress;

/// <summary>Stages and materials: what staff tick off while they work.</summary>
internal static class StageEndpoints
{
    public static void MapStages(this IEndpointRouteBuilder routes)
    {
        var job = routes.MapGroup("/api/jobs/{jobId:long}").WithTags("Jobs");
        job.MapPatch("/stages/{position:int}", SetStageAsync).RequireAuthorization(Policies.Staff).RefusesAdmins()
            .WithSummary("Tick a stage of a running job, take the tick back, or make it the current one; the next that is not done follows by itself");
        job.MapPatch("/materials/{position:int}", SetMaterialAsync).RequireAuthorization(Policies.Staff).RefusesAdmins().WithSummary("Tick a material of an open job, or take the tick back");
        job.MapPut("/materials", ReplaceMaterialsAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().WithSummary("Replace the list of materials of an open job; those that were on it before keep their ticks");
        job.MapPut("/staff", AssignAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().WithSummary("Say who works on the job; the people are the workshop's own");
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> SetStageAsync(
        long jobId, int position, SetStage body, Caller caller, StageStore stages, JobQueries jobs, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (body is { Done: null, Current: not true }) return Problems.Invalid(("done", "must be true or false, unless current is true"));
        var scope = JobScope.Of(caller, access);
        return await AnswerAsync(await stages.SetAsync(scope, jobId, position, body, caller, time.GetUtcNow(), ct), scope, jobId, "stage", jobs, ct);
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> SetMaterialAsync(
        long jobId, int position, SetMaterial body, Caller caller, MaterialStore materials, JobQueries jobs, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (body.Done is not { } done) return Problems.Invalid(("done", "must be true or false"));
        var scope = JobScope.Of(caller, access);
        return await AnswerAsync(await materials.SetAsync(scope, jobId, position, done, caller, time.GetUtcNow(), ct), scope, jobId, "material", jobs, ct);
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> ReplaceMaterialsAsync(
        long jobId, SetMaterials body, Caller caller, MaterialStore materials, JobQueries jobs, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (body.Check() is { Length: > 0 } errors) return Problems.Invalid(errors);
        var scope = JobScope.Of(caller, access);
        return await AnswerAsync(await materials.ReplaceAsync(scope, jobId, [.. body.Names!.Select(n => n.Trim())], caller, time.GetUtcNow(), ct), scope, jobId, "material", jobs, ct);
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> AssignAsync(
        long jobId, SetStaff body, Caller caller, StaffStore staff, JobQueries jobs, People people, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (body.Check() is { Length: > 0 } errors) return Problems.Invalid(errors);
        var scope = JobScope.Of(caller, access);
        if (await jobs.FindAsync(scope, jobId, ct) is not { } job) return Problems.NotFound("job");
        var found = (await people.OfAsync([.. body.UserIds!.Distinct()], ct)).Where(p => p.TenantId == job.TenantId && p.Role is Roles.Staff or Roles.Owner).ToArray();
        if (body.UserIds!.Except(found.Select(p => p.UserId)).ToArray() is { Length: > 0 } unknown)
            return Problems.Invalid(("user_ids", $"must be staff or owners of the workshop; {string.Join(", ", unknown)} is not"));
        return await AnswerAsync(
            await staff.AssignAsync(scope, jobId, [.. found.Select(p => new JobPerson(p.UserId, p.Called))], caller, time.GetUtcNow(), ct), scope, jobId, "person", jobs, ct);
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> AnswerAsync(TickOutcome outcome, JobScope scope, long jobId, string what, JobQueries jobs, CancellationToken ct) => outcome switch
    {
        TickOutcome.Done => await jobs.DetailsAsync(scope, jobId, ct) is { } job ? TypedResults.Ok(job) : Problems.NotFound("job"),
        TickOutcome.WrongStatus { Status: var status } => Problems.Conflict(
            "job_not_at_work", $"The job is {status}; its {what}s cannot be changed now.", ("job_id", jobId), ("job_status", status)),
        TickOutcome.NotThere => Problems.NotFound(what),
        _ => Problems.NotFound("job"),
    };
}

/// <summary>What is changed of a stage.</summary>
/// <param name="Done">Whether it is done; absent to leave that.</param>
/// <param name="Current">True to make it the one that is worked on.</param>
internal sealed record SetStage(bool? Done, bool? Current);

/// <summary>Whether a material is there.</summary>
internal sealed record SetMaterial(bool? Done);

/// <summary>The whole list of materials.</summary>
internal sealed record SetMaterials(IReadOnlyList<string>? Names)
{
    public (string, string)[] Check() => Names is null
        ? [("names", "must be a list of names; an empty one removes all")]
        : [.. Templates.TemplateRules.CheckNames("names", Names, Templates.TemplateRules.MaxMaterials)];
}

/// <summary>All who work on a job.</summary>
internal sealed record SetStaff(IReadOnlyList<long>? UserIds)
{
    private const int Most = 50;

    public (string, string)[] Check() => UserIds is not { Count: <= Most } || UserIds.Any(id => id < 1) ? [("user_ids", $"must be a list of at most {Most} numbers of people; an empty one assigns nobody")] : [];
}
