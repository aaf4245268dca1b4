using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Access;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Readings;

/// <summary>The newest reading of every pit at once, for pages that show them all.</summary>
internal static class LatestEndpoint
{
    public static void MapLatest(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/telemetry").WithTags("Readings").RequireAuthorization(Policies.ReadingsRead)
            .MapGet("/latest", OfPits).WithSummary("Newest reading of each pit that the caller may see, by pit id; a pit without readings is not in the list");

    private static async Task<Results<Ok<Page<PitReading>>, ProblemHttpResult>> OfPits(
        Caller caller, LatestStore store, PitAccess access, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, int? limit = null, string? cursor = null)
    {
        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await store.OfPitsAsync(caller.TenantScope ?? workshopId, access.VisiblePits(caller), after, take + 1, ct),
            take, r => r.PitId.ToString(CultureInfo.InvariantCulture)));
    }
}
