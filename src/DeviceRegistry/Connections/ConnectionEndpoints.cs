using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Connections;

/// <summary>Whether a device reaches the platform, and what is wrong when it does not.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/devices").WithTags("Devices").RequireAuthorization(Policies.DevicesRead)
            .MapGet("/{deviceId}/connection", GetAsync).WithSummary("What the broker saw of the device: when it connected, and what was refused and why");

    private static async Task<Results<Ok<DeviceConnection>, ProblemHttpResult>> GetAsync(
        string deviceId, Caller caller, ConnectionStore connections, PitAccess access, CancellationToken ct) =>
        await connections.FindAsync(caller.TenantScope, deviceId, ct) is { } row && access.MaySee(caller, row.WorkshopId, row.PitId)
            ? TypedResults.Ok(new DeviceConnection(
                deviceId,
                (row.ConnectedAt ?? row.LastMessageAt) is not null,
                row.FirstConnectedAt,
                row.ConnectedAt,
                row.LastMessageAt,
                await connections.RefusalsAsync(row.DeviceNumber, ct)))
            : Problems.NotFound("device");
}

/// <summary>What the platform saw of a device's connection.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="EverConnected">Whether it was ever let in, or heard of.</param>
/// <param name="FirstConnectedAt">When the broker first let it in.</param>
/// <param name="ConnectedAt">When the broker last let it in, to the minute: it does not ask again within that time.</param>
/// <param name="LastMessageAt">When it was last heard of.</param>
/// <param name="Refusals">What was refused, the newest first, at most fifty.</param>
internal sealed record DeviceConnection(
    string DeviceId, bool EverConnected, DateTimeOffset? FirstConnectedAt, DateTimeOffset? ConnectedAt, DateTimeOffset? LastMessageAt, IReadOnlyList<RefusalView> Refusals);
