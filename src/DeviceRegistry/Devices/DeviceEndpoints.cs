using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Devices;

/// <summary>Devices as people see them, and the snapshot for other services.</summary>
internal static class DeviceEndpoints
{
    private const int SnapshotLimit = 1000;

    public static void MapDevices(this IEndpointRouteBuilder routes)
    {
        var devices = routes.MapGroup("/api/devices").WithTags("Devices").RequireAuthorization(Policies.DevicesRead);
        devices.MapGet("/", ListAsync).WithSummary("Devices that the caller may see; search by a part of device_id or serial_number, sort by registered_at, device_id or last_seen_at");
        var device = routes.MapGroup("/api/devices/{deviceId}").WithTags("Devices").RequireAuthorization(Policies.DevicesSeen);
        device.MapGet("/", GetAsync).WithSummary("All that the registry knows of one device, and what the caller may do with it");
        device.MapGet("/status", StatusAsync).WithSummary("Lifecycle, license, presence, last reading, firmware, pending commands");
        routes.MapGet("/api/devices/figures", FiguresAsync).WithTags("Devices").RequireAuthorization(Policies.Owner).WithSummary("Pits, devices and those online, per workshop");
        routes.MapGet("/internal/devices", SnapshotAsync).RequireAuthorization(Policies.Service).WithSummary("A page of all devices for services that keep a copy");
    }

    private static async Task<Results<Ok<Page<DeviceView>>, ProblemHttpResult>> ListAsync(
        Caller caller, DeviceQueries devices, PitAccess access, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, [FromQuery(Name = "pit_id")] int? pitId = null,
        bool? online = null, string? license = null, string? lifecycle = null, string? search = null, string? sort = null, int? limit = null, string? cursor = null)
    {
        var errors = DeviceListRules.Check(license, lifecycle, search, sort).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        var order = DeviceOrder.Find(sort)!;
        var after = cursor is null ? null : DevicePosition.Read(order, cursor);
        if (cursor is not null && after is null) return Problems.Invalid(("cursor", "must be the next_cursor of the page before, with the same sort"));
        var take = Page.Limit(limit);
        var filter = new DeviceFilter(
            caller.TenantScope ?? workshopId, access.VisiblePits(caller), pitId, online, license, lifecycle, string.IsNullOrWhiteSpace(search) ? null : search.Trim());
        return TypedResults.Ok(Page.Of(await devices.ListAsync(filter, order, after, take + 1, ct), take, d => DevicePosition.CursorOf(order, d)));
    }

    private static async Task<Results<Ok<DeviceDetails>, ProblemHttpResult>> GetAsync(
        string deviceId, Caller caller, DeviceQueries devices, DeviceGrants grants, CancellationToken ct) =>
        await grants.FindAsync(caller, deviceId, ct) is { } grant && await devices.FindAsync(grant.TenantId, deviceId, ct) is { } device
            ? TypedResults.Ok(device.For(caller, grant))
            : Problems.NotFound("device");

    private static async Task<Ok<DeviceFigures>> FiguresAsync(
        Caller caller, DeviceQueries devices, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null) =>
        TypedResults.Ok(new DeviceFigures(await devices.FiguresAsync(caller.TenantScope ?? workshopId, ct)));

    private static async Task<Results<Ok<DeviceStatus>, ProblemHttpResult>> StatusAsync(
        string deviceId, Caller caller, DeviceQueries devices, DeviceGrants grants, CancellationToken ct) =>
        await grants.FindAsync(caller, deviceId, ct) is { } grant && await devices.StatusAsync(grant.TenantId, deviceId, ct) is { } row
            ? TypedResults.Ok(new DeviceStatus(
                row.DeviceId,
                row.WorkshopId,
                row.PitId,
                row.Lifecycle,
                new LicenseSeen(caller.IsAdmin || caller.TenantId == row.WorkshopId ? row.LicenseKey : "", row.LicenseStatus, row.LicenseReason, row.LicenseChangedAt),
                new PresenceSeen(row.Online, row.ChangedAt, row.LastSeenAt, row.ReportedStatus, row.ReportedReason, row.ReportedAt),
                row.LastReadingAt,
                row.Firmware,
                row.Boot,
                row.CutOff,
                row.PendingCommands))
            : Problems.NotFound("device");

    private static async Task<Results<Ok<Page<DeviceFacts>>, ProblemHttpResult>> SnapshotAsync(DeviceStore devices, CancellationToken ct, long after = 0, int limit = SnapshotLimit)
    {
        var take = Math.Clamp(limit, 1, SnapshotLimit);
        return TypedResults.Ok(Page.Of(await devices.SnapshotAsync(after, take + 1, ct), take, d => d.DeviceNumber.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>How much there is in each workshop that the caller runs.</summary>
internal sealed record DeviceFigures(IReadOnlyList<WorkshopFigures> Items);

/// <summary>Everything that matters about a device at this moment.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="WorkshopId">Its tenant.</param>
/// <param name="PitId">Where it is mounted.</param>
/// <param name="Lifecycle">Ledger state, <c>active</c> when it works in a workshop.</param>
/// <param name="License">Its license as last heard from Licensing.</param>
/// <param name="Presence">Whether it is heard of.</param>
/// <param name="LastReadingAt">When its newest reading came, by the platform's clock.</param>
/// <param name="Firmware">The version it reported last.</param>
/// <param name="Boot">How often it had started by then.</param>
/// <param name="CutOff">It ignored DISABLE and may not connect.</param>
/// <param name="PendingCommands">Commands without an end state.</param>
internal sealed record DeviceStatus(
    string DeviceId, int? WorkshopId, int? PitId, string Lifecycle, LicenseSeen License, PresenceSeen Presence,
    DateTimeOffset? LastReadingAt, string? Firmware, long? Boot, bool CutOff, long PendingCommands);

/// <summary>A license as last heard; <paramref name="LicenseKey"/> is empty for those with whom the device is shared; <paramref name="Status"/> is null in the moment before it is issued.</summary>
internal sealed record LicenseSeen(string LicenseKey, string? Status, string Reason, DateTimeOffset? ChangedAt);

/// <summary>Presence and the device's own last word.</summary>
internal sealed record PresenceSeen(bool Online, DateTimeOffset Since, DateTimeOffset? LastSeenAt, string? ReportedStatus, string? ReportedReason, DateTimeOffset? ReportedAt);
