using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Watching;

/// <summary>Which customers look at their job at this moment.</summary>
internal static class WatchingEndpoints
{
    public static void MapWatching(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").WithTags("Watching");
        jobs.MapPost("/{jobId:long}/watching", NoteAsync).RequireAuthorization(Policies.Person).CustomersOnly().WithSummary("The customer's page says every 20 seconds that it is open");
        jobs.MapGet("/watching", ListAsync).RequireAuthorization(Policies.Owner).WithSummary("Jobs whose customer looked on within the last 45 seconds");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> NoteAsync(long jobId, Caller caller, WatchingStore watching, TimeProvider time, CancellationToken ct) =>
        await watching.NoteAsync(caller.TenantScope, caller.UserId, jobId, time.GetUtcNow(), ct) ? TypedResults.NoContent() : Problems.NotFound("job");

    private static async Task<Ok<WatchedJobs>> ListAsync(
        Caller caller, WatchingStore watching, TimeProvider time, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null) =>
        TypedResults.Ok(new WatchedJobs(await watching.ListAsync(caller.TenantScope ?? workshopId, time.GetUtcNow(), ct)));
}

/// <summary>A job whose customer looks on.</summary>
internal sealed record WatchedJob(long JobId, int PitId, int PitNumber, string CustomerName, string Status, DateTimeOffset SeenAt);

/// <summary>All such jobs, at most 500, by pit.</summary>
internal sealed record WatchedJobs(IReadOnlyList<WatchedJob> Items);
