using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Rejected;

/// <summary>What was set aside and why, for the owner who wonders where a device's readings are.</summary>
internal static class RejectedEndpoints
{
    public static void MapRejected(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/telemetry").WithTags("Telemetry").RequireAuthorization(Policies.Owner)
            .MapGet("/rejected", List).WithSummary("Messages that were set aside, newest first");

    private static async Task<Ok<Page<RejectedMessage>>> List(
        Caller caller, RejectedStore store, string? device_id, string? reason, long? cursor, int? limit, CancellationToken ct)
    {
        var take = Page.Limit(limit);
        var rows = await store.ListAsync(caller.TenantScope, device_id, reason, cursor, take + 1, ct);
        return TypedResults.Ok(Page.Of(rows, take, r => r.Id.ToString(CultureInfo.InvariantCulture)));
    }
}
