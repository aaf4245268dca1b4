using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Figures;

/// <summary>How much comes in, for the pages that show workshops at a glance.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/telemetry").WithTags("Telemetry").RequireAuthorization(Policies.Owner)
            .MapGet("/figures", OfTenants).WithSummary("Readings of the last hour and the last 24 hours per workshop; owners get their own");

    private static async Task<Ok<TelemetryFigures>> OfTenants(
        Caller caller, FigureStore figures, TimeProvider time, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null) =>
        TypedResults.Ok(new TelemetryFigures(await figures.OfTenantsAsync(caller.TenantScope ?? workshopId, time.GetUtcNow(), ct)));
}

/// <summary>A row per workshop whose devices have reported.</summary>
internal sealed record TelemetryFigures(IReadOnlyList<TenantReadings> Items);
