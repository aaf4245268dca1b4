using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Operations.Queues;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations.Ingest;

/// <summary>What comes in from devices.</summary>
internal static class IngestEndpoints
{
    public static void MapIngest(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/ops").WithTags("Operations").RequireAuthorization(Policies.Admin)
            .MapGet("/ingest", GetAsync).WithSummary("Readings now and over the last hour, what was not let in, devices and connections");

    private static async Task<Ok<PlatformIngest>> GetAsync(IngestHistory history, Peers peers, BrokerManagement management, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var devices = peers.ReadAsync<DeviceCounts>(peers.Of("registry").First(), "internal/figures", ct);
        var connections = await ConnectionsAsync(management, ct);
        var (perSecond, minutes) = history.At(now);
        return TypedResults.Ok(new PlatformIngest(
            now, perSecond is { } rate ? Math.Round(rate, 1) : null, minutes, (await devices)?.Devices, (await devices)?.Online, connections));
    }

    private static async Task<int?> ConnectionsAsync(BrokerManagement management, CancellationToken ct)
    {
        try
        {
            return await management.MqttConnectionsAsync(ct);
        }
        catch (Exception exception) when (Peers.IsAbsence(exception, ct))
        {
            return null;
        }
    }

    private sealed record DeviceCounts(long Devices, long Online);
}

/// <summary>What comes in; what could not be counted is null.</summary>
/// <param name="At">When it was looked.</param>
/// <param name="ReadingsPerS">Readings that were let in, a second, over the last five seconds.</param>
/// <param name="Minutes">The last sixty minutes, oldest first; the newest is not over yet.</param>
/// <param name="Devices">Devices of all tenants.</param>
/// <param name="DevicesOnline">Those that are online.</param>
/// <param name="MqttConnections">Connections of devices and workshops at the broker.</param>
internal sealed record PlatformIngest(
    DateTimeOffset At, double? ReadingsPerS, IReadOnlyList<IngestMinute> Minutes, long? Devices, long? DevicesOnline, int? MqttConnections);

/// <summary>A minute; its counts are null when nobody counted.</summary>
/// <param name="Minute">Its begin, UTC.</param>
/// <param name="Readings">Readings that were let in.</param>
/// <param name="Refused">Refused because of the license.</param>
/// <param name="Rejected">Set aside because of topic, form or values.</param>
internal sealed record IngestMinute(DateTimeOffset Minute, long? Readings, long? Refused, long? Rejected);
