using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>What kinds of devices there are and what each can do; the web app draws its controls from it.</summary>
internal static class DeviceTypeEndpoints
{
    public static void MapDeviceTypes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/device-types", List).WithTags("Device types").RequireAuthorization(Policies.DevicesSeen)
            .WithSummary("Kinds of devices with their controls, commands, state and configuration as JSON Schema");

    private static Ok<DeviceTypeList> List(DeviceTypeCatalog catalog) => TypedResults.Ok(new DeviceTypeList([.. catalog.All.Select(t => t.Definition)]));
}

/// <summary>All kinds of devices.</summary>
internal sealed record DeviceTypeList(IReadOnlyList<DeviceType> Items);
