using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Setup;

/// <summary>What the set-up wizard asks about a unit, before it is anybody's.</summary>
internal static class SetupEndpoints
{
    public static void MapSetup(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/setup/{serialNumber}", GetAsync).RequireAuthorization(Policies.Person).WithTags("Setup")
            .WithSummary("A unit by the serial number on its label: whether the caller can claim it, and whether its button was pressed");

    private static async Task<Results<Ok<UnitForSetup>, ProblemHttpResult>> GetAsync(
        string serialNumber, Caller caller, ClaimStore claims, DeviceTypeCatalog types, CancellationToken ct)
    {
        var (unit, problem) = await SerialLookup.FindAsync(claims, serialNumber, ct);
        if (unit is null) return problem!;
        var state = ClaimRules.StateOf(caller, unit.TenantId, unit.Lifecycle, unit.LicenseStatus);
        // Whether somebody else's device is on, and who is near it, is their business.
        var isOpen = state is ClaimState.Claimable or ClaimState.Yours;
        var type = types.Find(unit.DeviceType)?.Definition;
        return TypedResults.Ok(new UnitForSetup(
            unit.SerialNumber, unit.DeviceType, type?.Title ?? unit.DeviceType, type?.Wifi ?? true, state.Word(), isOpen && unit.Online, state is ClaimState.Claimable ? unit.ButtonPressedAt : null));
    }
}

/// <summary>A unit as the set-up wizard sees it.</summary>
/// <param name="SerialNumber">As it is printed.</param>
/// <param name="DeviceType">Such as <c>4Relay</c>.</param>
/// <param name="Title">What people call the type.</param>
/// <param name="Wifi">Whether it has to be told a Wi-Fi.</param>
/// <param name="State"><c>claimable</c>, <c>yours</c>, <c>claimed</c>, <c>suspended</c> or <c>not_for_sale</c>.</param>
/// <param name="Online">Whether it is heard of; false for what is somebody else's.</param>
/// <param name="ButtonPressedAt">When its button was last pressed, which proves for two minutes that it is in somebody's hands; null for what is not claimable.</param>
internal sealed record UnitForSetup(string SerialNumber, string DeviceType, string Title, bool Wifi, string State, bool Online, DateTimeOffset? ButtonPressedAt);
