using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>The devices that somebody sees: their own and those that were shared with them.</summary>
internal static class UserDeviceEndpoints
{
    public static void MapUserDevices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/users/{userId}/devices", ListAsync).RequireAuthorization(Policies.Person).WithTags("Devices")
            .WithSummary("A person's devices with what the person may do; a bare array, the next page is in the Link header; with controllers=true only what can be switched");

    private static async Task<Results<Ok<IReadOnlyList<UserDevice>>, ProblemHttpResult>> ListAsync(
        string userId, Caller caller, People people, UserDeviceStore devices, PitAccess access, TimeProvider time, HttpContext http, CancellationToken ct,
        int? limit = null, string? cursor = null, bool controllers = false)
    {
        long after = 0;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Invalid(("cursor", "must be the one in the Link header of the page before"));
        if (await people.ResolveAsync(caller, userId, ct) is not { } person) return Problems.NotFound("user");
        var pits = caller.IsAdmin ? null : access.VisiblePits(caller);
        var page = Page.Of(await devices.ListAsync(person, pits, controllers, after, Page.Limit(limit) + 1, time.GetUtcNow(), ct), Page.Limit(limit), d => d.DeviceNumber.ToString(CultureInfo.InvariantCulture));
        if (page.NextCursor is { } next) http.Response.Headers.Link = $"</api/users/{Uri.EscapeDataString(userId)}/devices?limit={Page.Limit(limit)}&cursor={next}{(controllers ? "&controllers=true" : "")}>; rel=\"next\"";
        return TypedResults.Ok<IReadOnlyList<UserDevice>>([.. page.Items.Select(d => d.AsSeen())]);
    }
}

/// <summary>A device as somebody who may use it sees it.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="SerialNumber">Printed on the unit.</param>
/// <param name="DeviceName">What its owner calls it; the serial number until it has a name.</param>
/// <param name="DeviceType">Such as <c>4Relay</c>.</param>
/// <param name="Status"><c>online</c>, <c>offline</c> or <c>disabled</c>.</param>
/// <param name="State">The newest state that it reported.</param>
/// <param name="AccessLevel"><c>owner</c>, <c>controller</c>, <c>viewer</c> or <c>installer</c>.</param>
/// <param name="Permissions">Of <c>read</c>, <c>write</c>, <c>share</c>, <c>delete</c>.</param>
/// <param name="Until">When the access ends by itself; null for no end.</param>
/// <param name="OwnerName">Whose it is, when it is not the person's own.</param>
/// <param name="LastSeenAt">When it was last heard of.</param>
/// <param name="LicenseStatus"><c>active</c>, <c>suspended</c> or <c>expired</c>.</param>
internal sealed record UserDevice(
    string DeviceId, string SerialNumber, string DeviceName, string DeviceType, string Status, JsonElement State, string AccessLevel, IReadOnlyList<string> Permissions,
    DateTimeOffset? Until, string? OwnerName, DateTimeOffset? LastSeenAt, string? LicenseStatus);
