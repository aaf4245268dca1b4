using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Presence;

/// <summary><c>GET /internal/figures</c>: how many devices there are and how many of them are online, over all tenants.</summary>
internal static class PresenceFigures
{
    public static void MapPresenceFigures(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/figures", CountAsync).RequireAuthorization(Policies.Service).WithTags("Operations").WithSummary("Devices, and those that are online");

    private static async Task<Ok<DeviceCounts>> CountAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return TypedResults.Ok(await connection.QuerySingleAsync<DeviceCounts>(new CommandDefinition(
            "select count(*) as devices, count(*) filter (where online) as online from device_presence", cancellationToken: ct)));
    }
}

/// <summary>Devices of all tenants.</summary>
/// <param name="Devices">All of them.</param>
/// <param name="Online">Those that are online.</param>
internal sealed record DeviceCounts(long Devices, long Online);
