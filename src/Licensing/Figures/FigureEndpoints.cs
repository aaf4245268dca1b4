using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Security;

namespace Platform.Licensing.Figures;

/// <summary>How the licenses stand, of all workshops or of one.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/licenses/figures", ReadAsync).RequireAuthorization(Policies.Admin).WithTags("Licenses").WithSummary("Licenses by status, and violations of the last 24 hours");

    private static async Task<Ok<LicenseFigures>> ReadAsync(
        FigureStore figures, TimeProvider time, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null) =>
        TypedResults.Ok(await figures.ReadAsync(workshopId, time.GetUtcNow(), ct));
}
