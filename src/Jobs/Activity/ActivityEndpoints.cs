using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Access;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Activity;

/// <summary>Who did what when, on one job or in the whole workshop.</summary>
internal static class ActivityEndpoints
{
    private static readonly string[] Actors = [Roles.Owner, Roles.Staff, Roles.Customer];

    public static void MapActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/jobs/{jobId:long}/activity", OfJobAsync).RequireAuthorization(Policies.Staff).WithTags("Activity").WithSummary("What was done with a job by whom, newest first");
        routes.MapGet("/api/staff-activity", OfWorkshopAsync).RequireAuthorization(Policies.Owner).WithTags("Activity").WithSummary("What people of the workshop did with its jobs, newest first");
    }

    private static async Task<Results<Ok<Page<ActivityView>>, ProblemHttpResult>> OfJobAsync(
        long jobId, Caller caller, JobQueries jobs, ActivityQueries activity, PeopleNames names, PitAccess access, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        if (Before(cursor) is not { } before) return WrongCursor();
        if (await jobs.FindAsync(JobScope.Of(caller, access), jobId, ct) is not { } job) return Problems.NotFound("job");
        return TypedResults.Ok(await PageAsync(new(job.TenantId, jobId, UserId: null, Role: null, PitId: null, Kind: null, From: null, To: null), before, limit, activity, names, ct));
    }

    private static async Task<Results<Ok<Page<ActivityView>>, ProblemHttpResult>> OfWorkshopAsync(
        Caller caller, ActivityQueries activity, PeopleNames names, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, [FromQuery(Name = "user_id")] long? userId = null, string? role = null, [FromQuery(Name = "pit_id")] int? pitId = null,
        string? kind = null, DateTimeOffset? from = null, DateTimeOffset? to = null, int? limit = null, string? cursor = null)
    {
        if (Before(cursor) is not { } before) return WrongCursor();
        var errors = new List<(string, string)>();
        if (from >= to) errors.Add(("to", "must be after from"));
        if (role is not null && !Actors.Contains(role, StringComparer.Ordinal)) errors.Add(("role", $"must be one of {string.Join(", ", Actors)}"));
        if (kind is not null && !ActivityKinds.All.Contains(kind, StringComparer.Ordinal)) errors.Add(("kind", $"must be one of {string.Join(", ", ActivityKinds.All)}"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        return TypedResults.Ok(await PageAsync(new(caller.TenantScope ?? workshopId, JobId: null, userId, role, pitId, kind, from, to), before, limit, activity, names, ct));
    }

    private static async Task<Page<ActivityView>> PageAsync(ActivityFilter filter, long before, int? limit, ActivityQueries activity, PeopleNames names, CancellationToken ct)
    {
        var take = Page.Limit(limit);
        var page = Page.Of(await activity.ListAsync(filter, before, take + 1, ct), take, a => a.ActivityId.ToString(CultureInfo.InvariantCulture));
        var called = await names.OfAsync(page.Items.Select(a => a.UserId), ct);
        return page with { Items = [.. page.Items.Select(a => a with { Name = called.GetValueOrDefault(a.UserId) })] };
    }

    private static long? Before(string? cursor) =>
        cursor is null ? long.MaxValue : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null;

    private static ProblemHttpResult WrongCursor() => Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
}
