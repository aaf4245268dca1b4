using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Factory;
using Platform.DeviceRegistry.Pits;
using Platform.DeviceRegistry.Sharing;
using Platform.DeviceRegistry.Tenants;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Devices;

/// <summary>Registration of devices, their move to another pit and rotation of their secrets.</summary>
internal static class RegistrationEndpoints
{
    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        var devices = routes.MapGroup("/api/devices").WithTags("Devices").RequireAuthorization(Policies.DevicesWrite);
        devices.MapPost("/", RegisterAsync).TakesIdempotencyKey().WithSummary("Register a device in a workshop's pit, or (admin) in the factory's ledger");
        devices.MapPatch("/{deviceId}", ChangeAsync).WithSummary("Name a device, or mount it in another pit of its workshop; its topic changes with the pit");
        devices.MapPost("/{deviceId}/credentials", RotateAsync).TakesIdempotencyKey().WithSummary("Replace a device's secret; the new one is shown once");
    }

    private static async Task<Results<Created<RegisteredDevice>, ProblemHttpResult>> RegisterAsync(
        RegisterDevice body, Caller caller, NpgsqlDataSource database, TenantStore tenants, DeviceQueries queries, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        switch (RegistrationRules.Read(body))
        {
            case Registration.ToLedger ledger:
                if (!caller.IsAdmin) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Only the vendor enters devices into the factory's ledger; give device_id and pit_number.");
                return await AddAsync(ledger.DeviceId, ledger.SerialNumber, ledger.DeviceType, ledger.Status, ledger.Firmware, tenant: null, pit: null);

            case Registration.ToWorkshop workshop:
                if (caller.IsAdmin && body.WorkshopId is null) return Problems.Invalid(("workshop_id", "is required for an admin"));
                // Another tenant's number in the body never widens what the token allows.
                var tenantId = caller.TenantScope ?? body.WorkshopId!.Value;
                if (body.WorkshopId is { } asked && asked != tenantId || await tenants.FindCodeAsync(tenantId, ct) is null) return Problems.NotFound("workshop");
                return await AddAsync(workshop.DeviceId, workshop.SerialNumber, workshop.DeviceType, RegistrationRules.Active, workshop.Firmware, tenantId, (workshop.PitNumber, workshop.Camera));

            case Registration.Invalid invalid:
                return Problems.Invalid([.. invalid.Errors]);

            default:
                throw new InvalidOperationException("A registration is one of three things.");
        }

        async Task<Results<Created<RegisteredDevice>, ProblemHttpResult>> AddAsync(
            string deviceId, string serialNumber, string deviceType, string lifecycle, string? firmware, int? tenant, (int Number, Camera Camera)? pit)
        {
            var secret = NewSecret.Create();
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var pitId = pit is { } place ? (await PitStore.EnsureAsync(transaction, tenant!.Value, place.Number, place.Camera, now)).PitId : (int?)null;
            var device = await DeviceStore.AddAsync(transaction, deviceId, serialNumber, deviceType, tenant, pitId, lifecycle, firmware, secret.Sha256, caller.Actor, now);
            if (device is null) return await ExistsAsync(deviceId, serialNumber, caller, queries, ct);
            if (tenant is null) await LedgerStore.EnterAsync(transaction, device, "entered", caller.Actor, now);
            await Outbox.AddAsync(transaction, new DeviceRegistered(device.Facts, now), device.Stream, now);
            await transaction.CommitAsync(ct);
            return TypedResults.Created($"/api/devices/{device.DeviceId}", new RegisteredDevice(
                device.DeviceId, device.LicenseKey, lifecycle, device.PitId, secret.Value, Topics.Readings(device.TenantCode, device.PitCode, device.DeviceId)));
        }
    }

    /// <summary>409, with the device's id, tenant and pit only for a caller who may know them.</summary>
    private static async Task<ProblemHttpResult> ExistsAsync(string deviceId, string serialNumber, Caller caller, DeviceQueries queries, CancellationToken ct)
    {
        const string Code = "device_exists", Detail = "A device with this device_id or serial_number is registered already.";
        return await queries.FindExistingAsync(caller.TenantScope, deviceId, serialNumber, ct) is { } known
            ? Problems.Conflict(Code, Detail, ("device_id", known.DeviceId), ("workshop_id", known.WorkshopId), ("pit_id", known.PitId))
            : Problems.Conflict(Code, Detail);
    }

    private static async Task<Results<Ok<RotatedCredentials>, ProblemHttpResult>> RotateAsync(
        string deviceId, Caller caller, DeviceStore devices, TimeProvider time, CancellationToken ct)
    {
        var secret = NewSecret.Create();
        return await devices.RotateSecretAsync(caller.TenantScope, deviceId, secret.Sha256, time.GetUtcNow(), ct) is { } device
            ? TypedResults.Ok(new RotatedCredentials(device.DeviceId, secret.Value))
            : Problems.NotFound("device");
    }

    private static async Task<Results<Ok<DeviceDetails>, ProblemHttpResult>> ChangeAsync(
        string deviceId, ChangeDevice body, Caller caller, DeviceGrants grants, DeviceStore devices, DeviceQueries queries, TimeProvider time, CancellationToken ct)
    {
        if (body.DeviceName is not null) return await NameAsync(deviceId, body, caller, grants, devices, queries, ct);
        if (body.PitId is null == body.PitNumber is null) return Problems.Invalid(("pit_id", "give the pit's pit_id or its pit_number, one of them, or a device_name"));
        return await devices.MoveAsync(caller.TenantScope, deviceId, body.PitId, body.PitNumber, time.GetUtcNow(), ct) switch
        {
            MoveOutcome.Moved => await FindAsync(deviceId, caller, grants, queries, ct),
            MoveOutcome.NoSuchDevice => Problems.NotFound("device"),
            MoveOutcome.NoSuchPit => Problems.NotFound("pit"),
            MoveOutcome.InLedger => Problems.Conflict("device_in_ledger", "The device is in the factory's ledger and belongs to no workshop yet."),
            var outcome => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };
    }

    private static async Task<Results<Ok<DeviceDetails>, ProblemHttpResult>> NameAsync(
        string deviceId, ChangeDevice body, Caller caller, DeviceGrants grants, DeviceStore devices, DeviceQueries queries, CancellationToken ct)
    {
        if ((body.PitId ?? body.PitNumber) is not null) return Problems.Invalid(("device_name", "name the device and move it in two requests"));
        if (!DeviceName.IsValid(body.DeviceName)) return Problems.Invalid(("device_name", DeviceName.Message));
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        // A key that may register devices may name them; it shares none.
        if (!grant.May(DevicePermissions.Share) && caller.Role != Roles.ApiKey) return grant.Lacks(DevicePermissions.Share);
        return grant.TenantId is { } tenantId && await devices.NameAsync(tenantId, deviceId, body.DeviceName!.Trim(), ct)
            ? await FindAsync(deviceId, caller, grants, queries, ct)
            : Problems.NotFound("device");
    }

    private static async Task<Results<Ok<DeviceDetails>, ProblemHttpResult>> FindAsync(string deviceId, Caller caller, DeviceGrants grants, DeviceQueries queries, CancellationToken ct) =>
        await grants.FindAsync(caller, deviceId, ct) is { } grant && await queries.FindAsync(grant.TenantId, deviceId, ct) is { } device
            ? TypedResults.Ok(device.For(caller, grant))
            : Problems.NotFound("device");
}

/// <summary>The pit where a device is mounted from now on, by one of the two, or what it is called from now on.</summary>
internal sealed record ChangeDevice(int? PitId, int? PitNumber, string? DeviceName);

/// <summary>A device as it was registered; the secret is shown this once.</summary>
internal sealed record RegisteredDevice(string DeviceId, string LicenseKey, string Status, int? PitId, string Secret, string Topic);

/// <summary>The device's new secret, shown this once. The former one no longer opens a connection.</summary>
internal sealed record RotatedCredentials(string DeviceId, string Secret);
