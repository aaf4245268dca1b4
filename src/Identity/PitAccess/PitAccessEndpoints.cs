using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.PitAccess;

/// <summary>All pits that the user may see from now on.</summary>
internal sealed record SetPits(IReadOnlyList<int>? PitIds)
{
    private const int MaxPits = 500;

    public FieldCheck Check() => new FieldCheck()
        .When(PitIds is null, "pit_ids", "must be a list of numbers of pits; an empty one permits none")
        .When(PitIds?.Count > MaxPits, "pit_ids", $"must have at most {MaxPits} numbers")
        .When(PitIds?.Any(id => id < 1) ?? false, "pit_ids", "must be positive numbers");
}

/// <summary>The pits that a user may see.</summary>
internal sealed record PitsAnswer(long UserId, IReadOnlyList<int> PitIds);

internal static class PitAccessEndpoints
{
    public static void AddPitAccess(this IServiceCollection services) => services.AddSingleton<PitAccessStore>();

    public static void MapPitAccess(this WebApplication app)
    {
        var pits = app.MapGroup("/api/users/{id:long}/pits").RequireAuthorization(Policies.Owner).RequireLiveSession().WithTags("Pit access");
        pits.MapGet("/", ReadAsync).WithSummary("The pits that a staff member or customer may see.");
        pits.MapPut("/", SetAsync).WithSummary("Replaces the pits that a staff member or customer may see. Numbers of other tenants' pits permit nothing. 409 for customers whose jobs decide.");

        app.MapGet("/internal/pit-access", SnapshotAsync).RequireAuthorization(Policies.Service).WithTags("Snapshots").WithSummary("Permitted pits of all limited users.");
    }

    private static async Task<Results<Ok<PitsAnswer>, ProblemHttpResult>> ReadAsync(long id, Caller caller, PitAccessStore store, UserStore users, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, id, ct) is { } access ? TypedResults.Ok(new PitsAnswer(id, access.PitIds)) : await WhyNotAsync(id, caller, users, ct);

    private static async Task<Results<Ok<PitsAnswer>, ProblemHttpResult>> SetAsync(
        long id, SetPits request, Caller caller, PitAccessStore store, UserStore users, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        int[] pitIds = [.. request.PitIds!.Distinct().Order()];
        return await store.SetAsync(caller.TenantScope, id, pitIds, time.GetUtcNow(), ct) is { } access
            ? TypedResults.Ok(new PitsAnswer(id, access.PitIds))
            : await store.IsLeftToJobsAsync(caller.TenantScope, id, ct)
                ? Problems.Conflict("jobs_decide", "This customer sees the pits of the own jobs while they run; start or end a job instead.")
                : await WhyNotAsync(id, caller, users, ct);
    }

    private static async Task<ProblemHttpResult> WhyNotAsync(long id, Caller caller, UserStore users, CancellationToken ct) =>
        await users.FindAsync(caller.TenantScope, id, ct) is null
            ? Problems.NotFound("user")
            : Problems.Conflict("sees_all_pits", "Owners and admins see all pits; only staff and customers have a list.");

    private static async Task<Ok<Page<PitAccessFacts>>> SnapshotAsync(PitAccessStore store, CancellationToken ct, long? after = null, int? limit = null)
    {
        var size = Snapshots.Limit(limit);
        var rows = await store.SnapshotAsync(after ?? 0, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, a => a.UserId.ToString(CultureInfo.InvariantCulture)));
    }
}
