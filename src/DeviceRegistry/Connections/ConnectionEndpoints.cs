using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Connections;

/// <summary>Whether a device reaches the platform, and what is wrong when it does not.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/devices").WithTags("Devices").RequireAuthorization(Policies.DevicesSeen)
            .MapGet("/{deviceId}/connection", GetAsync).WithSummary("What the broker saw of the device: when it connected, and what was refused and why");

    private static async Task<Results<Ok<DeviceConnection>, ProblemHttpResult>> GetAsync(
        string deviceId, Caller caller, ConnectionStore connections, DeviceGrants grants, CancellationToken ct) =>
        await grants.FindAsync(caller, deviceId, ct) is { } grant && await connections.FindAsync(grant.TenantId, deviceId, ct) is { } row
            ? TypedResults.Ok(new DeviceConnection(
                deviceId,
                (row.ConnectedAt ?? row.LastMessageAt) is not null,
                row.FirstConnectedAt < grant.OwnedSince ? null : row.FirstConnectedAt,
                row.ConnectedAt,
                row.LastMessageAt,
                await connections.RefusalsAsync(row.DeviceNumber, grant.NotBefore(null), ct)))
            : Problems.NotFound("device");
}

/// <summary>What the platform saw of a device's connection.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="EverConnected">Whether it was ever let in, or heard of.</param>
/// <param name="FirstConnectedAt">When the broker first let it in; null when that was before it was its owner's.</param>
/// <param name="ConnectedAt">When the broker last let it in, to the minute: it does not ask again within that time.</param>
/// <param name="LastMessageAt">When it was last heard of.</param>
/// <param name="Refusals">What was refused, the newest first, at most fifty.</param>
internal sealed record DeviceConnection(
    string DeviceId, bool EverConnected, DateTimeOffset? FirstConnectedAt, DateTimeOffset? ConnectedAt, DateTimeOffset? LastMessageAt, IReadOnlyList<RefusalView> Refusals);
