using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Control;

/// <summary>Switching, dimming, and whatever else a device type can do.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/devices/{deviceId}/control", GiveAsync).WithTags("Control").RequireAuthorization(Policies.DevicesControl).TakesIdempotencyKey()
            .WithSummary("Give a device a command of its type; it has succeeded when the device said so, see the command");

    private static async Task<Results<Accepted<QueuedCommand>, ProblemHttpResult>> GiveAsync(
        string deviceId, ControlDevice body, Caller caller, DeviceControl control, CancellationToken ct)
    {
        var outcome = await control.GiveAsync(caller, deviceId, body, ct);
        return outcome.CommandId is { } id ? TypedResults.Accepted($"/api/commands/{id}", new QueuedCommand(id, "queued")) : outcome.Problem!;
    }
}

/// <summary>A command that waits to be handed to the broker.</summary>
internal sealed record QueuedCommand(Guid CommandId, string Status);
