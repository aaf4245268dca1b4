using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.Licensing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Licensing.Licenses;

/// <summary>Licenses and the record of their switches, and the snapshot for other services.</summary>
internal static class LicenseEndpoints
{
    private const int SnapshotLimit = 1000, LastSwitches = 10;

    public static void MapLicenses(this IEndpointRouteBuilder routes)
    {
        var licenses = routes.MapGroup("/api/licenses").WithTags("Licenses").RequireAuthorization(Policies.Admin);
        licenses.MapGet("/", ListAsync).WithSummary("Licenses; search by the beginning of key or device_id");
        licenses.MapGet("/{key}", GetAsync).WithSummary("One license");
        licenses.MapGet("/{key}/history", HistoryAsync).WithSummary("Who switched it, when, why, and when the device confirmed; newest first");
        routes.MapGet("/api/devices/{deviceId}/license", OfDeviceAsync)
            .RequireAuthorization(Policies.Owner).WithTags("Licenses").WithSummary("A device's license and its last switches");
        routes.MapGet("/internal/licenses", SnapshotAsync).RequireAuthorization(Policies.Service).WithSummary("A page of all licenses for services that keep a copy");
    }

    private static async Task<Results<Ok<Page<LicenseView>>, ProblemHttpResult>> ListAsync(
        LicenseQueries licenses, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, string? status = null, string? search = null, int? limit = null, string? cursor = null)
    {
        if (!TryCursor(cursor, start: 0, out var after)) return InvalidCursor();
        if (status is not (null or "active" or "suspended" or "expired")) return Problems.Invalid(("status", "must be active, suspended or expired"));
        if (search is not null && (search.Length > 50 || search.Any(char.IsControl))) return Problems.Invalid(("search", "must have at most 50 characters, none of them control characters"));
        var take = Page.Limit(limit);
        var rows = await licenses.ListAsync(workshopId, status, string.IsNullOrWhiteSpace(search) ? null : search.Trim(), after, take + 1, ct);
        return TypedResults.Ok(Page.Of(rows, take, l => l.LicenseNumber.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<LicenseView>, ProblemHttpResult>> GetAsync(string key, LicenseQueries licenses, CancellationToken ct) =>
        await licenses.FindAsync(tenantId: null, LicenseName.OfKey(key), ct) is { } license ? TypedResults.Ok(license) : Problems.NotFound("license");

    private static async Task<Results<Ok<Page<SwitchView>>, ProblemHttpResult>> HistoryAsync(
        string key, LicenseQueries licenses, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        if (!TryCursor(cursor, start: long.MaxValue, out var before)) return InvalidCursor();
        if (await licenses.FindAsync(tenantId: null, LicenseName.OfKey(key), ct) is not { } license) return Problems.NotFound("license");
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(
            await licenses.HistoryAsync(license.LicenseNumber, before, take + 1, ct), take, s => s.Version.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<DeviceLicense>, ProblemHttpResult>> OfDeviceAsync(string deviceId, Caller caller, LicenseQueries licenses, CancellationToken ct)
    {
        if (await licenses.FindAsync(caller.TenantScope, LicenseName.OfDevice(deviceId), ct) is not { } license) return Problems.NotFound("device");
        var since = caller.TenantScope is { } tenantId ? await licenses.TenantSinceAsync(tenantId, license.LicenseNumber, ct) : null;
        if (license.LastSwitch?.RequestedAt < since) license = license with { LastSwitch = null };
        return TypedResults.Ok(new DeviceLicense(license, await licenses.HistoryAsync(license.LicenseNumber, long.MaxValue, LastSwitches, ct, since)));
    }

    private static async Task<Ok<Page<LicenseFacts>>> SnapshotAsync(LicenseQueries licenses, CancellationToken ct, long after = 0, int limit = SnapshotLimit)
    {
        var take = Math.Clamp(limit, 1, SnapshotLimit);
        var page = Page.Of(await licenses.SnapshotAsync(after, take + 1, ct), take, l => l.Number.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new Page<LicenseFacts>([.. page.Items.Select(l => l.Facts)], page.NextCursor));
    }

    private static bool TryCursor(string? cursor, long start, out long value)
    {
        value = start;
        return cursor is null || long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static ProblemHttpResult InvalidCursor() => Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
}

/// <summary>A device's license with the last throws of its switch, newest first.</summary>
internal sealed record DeviceLicense(LicenseView License, IReadOnlyList<SwitchView> Switches);
