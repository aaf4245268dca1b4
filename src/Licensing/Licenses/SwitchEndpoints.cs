using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Licensing;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Licensing.Licenses;

/// <summary>The kill-switch, by device and by license key. For the vendor's admins only.</summary>
internal static class SwitchEndpoints
{
    public static void MapSwitches(this IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/api/devices/{deviceId}/status", ByDeviceAsync)
            .RequireAuthorization(Policies.Admin).WithTags("Licenses").WithSummary("Switch a device off or on; repeating it sends the command again");
        var licenses = routes.MapGroup("/api/licenses").WithTags("Licenses").RequireAuthorization(Policies.Admin);
        licenses.MapPost("/{key}/suspend", SuspendAsync).TakesIdempotencyKey().WithSummary("Switch off: readings are refused and the device is told to stop");
        licenses.MapPost("/{key}/activate", ActivateAsync).TakesIdempotencyKey().WithSummary("Switch on again, optionally with a new end");
    }

    private static async Task<Results<Ok<DeviceSwitched>, ProblemHttpResult>> ByDeviceAsync(
        string deviceId, SwitchDevice body, Caller caller, LicenseStore licenses, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var errors = LicenseRules.Check(body.Reason, body.ExpiresAt, now).ToList();
        if (body.Status is not ("active" or "disabled")) errors.Add(("status", "must be active or disabled"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);

        var to = body.Status == "active" ? LicenseStatus.Active : LicenseStatus.Suspended;
        return await licenses.SwitchAsync(LicenseName.OfDevice(deviceId), new SwitchRequest(to, body.Reason!, body.ExpiresAt), caller.Actor, now, ct) switch
        {
            Thrown.Done done => TypedResults.Ok(new DeviceSwitched(done.License.DeviceId, body.Status!, CommandSent: true)),
            Thrown.TimeIsOver over => TimeIsOver(over),
            Thrown.WorkshopIsSuspended => WorkshopIsSuspended(),
            _ => Problems.NotFound("device"),
        };
    }

    private static Task<Results<Ok<LicenseSwitched>, ProblemHttpResult>> SuspendAsync(
        string key, SuspendLicense body, Caller caller, LicenseStore licenses, TimeProvider time, CancellationToken ct) =>
        ByKeyAsync(key, new SwitchRequest(LicenseStatus.Suspended, body.Reason ?? "", ExpiresAt: null), caller, licenses, time, ct);

    private static Task<Results<Ok<LicenseSwitched>, ProblemHttpResult>> ActivateAsync(
        string key, ActivateLicense body, Caller caller, LicenseStore licenses, TimeProvider time, CancellationToken ct) =>
        ByKeyAsync(key, new SwitchRequest(LicenseStatus.Active, body.Reason ?? "", body.ExpiresAt), caller, licenses, time, ct);

    private static async Task<Results<Ok<LicenseSwitched>, ProblemHttpResult>> ByKeyAsync(
        string key, SwitchRequest request, Caller caller, LicenseStore licenses, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        (string, string)[] errors = [.. LicenseRules.Check(request.Reason, request.ExpiresAt, now)];
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await licenses.SwitchAsync(LicenseName.OfKey(key), request, caller.Actor, now, ct) switch
        {
            Thrown.Done done => TypedResults.Ok(new LicenseSwitched(
                done.License.LicenseKey, done.License.DeviceId, done.License.Status, done.License.Reason, done.License.ChangedAt, done.License.ExpiresAt, done.SwitchId)),
            Thrown.TimeIsOver over => TimeIsOver(over),
            Thrown.WorkshopIsSuspended => WorkshopIsSuspended(),
            _ => Problems.NotFound("license"),
        };
    }

    private static ProblemHttpResult WorkshopIsSuspended() => Problems.Conflict(
        "workshop_suspended", "The workshop is suspended; activate it, and the licenses that were suspended with it are active again.");

    private static ProblemHttpResult TimeIsOver(Thrown.TimeIsOver over) =>
        Problems.Conflict("license_time_over", "The license's time is over; give a new expires_at to activate it.", ("expired_at", over.ExpiredAt));
}

/// <summary>Switches a device. <c>disabled</c> suspends its license, <c>active</c> activates it.</summary>
internal sealed record SwitchDevice(string? Status, string? Reason, DateTimeOffset? ExpiresAt);

/// <summary>The switch fell and the device's command is on its way.</summary>
internal sealed record DeviceSwitched(string DeviceId, string Status, bool CommandSent);

/// <summary>Why the license is suspended.</summary>
internal sealed record SuspendLicense(string? Reason) : IRequestBody;

/// <summary>Why the license is activated and, if it is to have one, its new end.</summary>
internal sealed record ActivateLicense(string? Reason, DateTimeOffset? ExpiresAt) : IRequestBody;

/// <summary>The license after the switch.</summary>
internal sealed record LicenseSwitched(
    string LicenseKey, string DeviceId, string Status, string Reason, DateTimeOffset ChangedAt, DateTimeOffset? ExpiresAt, Guid SwitchId);
