using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Access;
using Platform.DeviceRegistry.Tenants;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Pits;

/// <summary>Pits: everybody sees the permitted ones, also programs that read readings by pit; owners make and change theirs.</summary>
internal static class PitEndpoints
{
    public static void MapPits(this IEndpointRouteBuilder routes)
    {
        var pits = routes.MapGroup("/api/pits").WithTags("Pits");
        pits.MapGet("/", ListAsync).RequireAuthorization(Policies.ReadingsRead).WithSummary("The pits that the caller may see");
        pits.MapGet("/{pitId:int}", GetAsync).RequireAuthorization(Policies.ReadingsRead).WithSummary("One pit");
        pits.MapPost("/", AddAsync).RequireAuthorization(Policies.Owner).TakesIdempotencyKey().WithSummary("Add a pit to the workshop");
        pits.MapPatch("/{pitId:int}", ChangeAsync).RequireAuthorization(Policies.Owner).WithSummary("Change a pit's name or camera; an empty text removes what was there");
        pits.MapDelete("/{pitId:int}", RemoveAsync).RequireAuthorization(Policies.Owner).WithSummary("Remove a pit in which no device is mounted");
        pits.MapGet("/{pitId:int}/events", EventsAsync).RequireAuthorization(Policies.ReadingsRead)
            .WithSummary("What happened in the pit, at most 500 events, newest first: its device online, offline, disabled or enabled by its license");
    }

    private static async Task<Results<Ok<Page<PitView>>, ProblemHttpResult>> ListAsync(
        Caller caller, PitStore pits, PitAccess access, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, int? limit = null, string? cursor = null)
    {
        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var take = Page.Limit(limit);
        var found = await pits.ListAsync(caller.TenantScope ?? workshopId, access.VisiblePits(caller), after, take + 1, ct);
        return TypedResults.Ok(Page.Of([.. found.Select(p => Shown(p, caller))], take, p => p.PitId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<PitView>, ProblemHttpResult>> GetAsync(int pitId, Caller caller, PitStore pits, PitAccess access, CancellationToken ct) =>
        await pits.FindAsync(caller.TenantScope, pitId, ct) is { } pit && access.MaySee(caller, pit.WorkshopId, pit.PitId)
            ? TypedResults.Ok(Shown(pit, caller))
            : Problems.NotFound("pit");

    private static async Task<Results<Created<PitView>, ProblemHttpResult>> AddAsync(
        AddPit body, Caller caller, PitStore pits, TenantStore tenants, TimeProvider time, CancellationToken ct)
    {
        var camera = new Camera(body.CameraIp, body.CameraModel, body.CameraRtspUrl);
        var errors = CameraRules.CheckPitNumber(body.PitNumber).Concat(CameraRules.CheckName(body.Name)).Concat(CameraRules.Check(camera)).ToList();
        if (caller.IsAdmin && body.WorkshopId is null) errors.Add(("workshop_id", "is required for an admin"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);

        var tenantId = caller.TenantScope ?? body.WorkshopId!.Value;
        if (await tenants.FindCodeAsync(tenantId, ct) is null) return Problems.NotFound("workshop");
        if (await pits.AddAsync(tenantId, body.PitNumber!.Value, body.Name, camera, time.GetUtcNow(), ct) is not { } pitId)
            return Problems.Conflict("pit_exists", $"The workshop has a pit {body.PitNumber} already.", ("pit_number", body.PitNumber));
        return TypedResults.Created($"/api/pits/{pitId}", (await pits.FindAsync(tenantId, pitId, ct))!);
    }

    private static async Task<Results<Ok<PitView>, ProblemHttpResult>> ChangeAsync(int pitId, ChangePit body, Caller caller, PitStore pits, TimeProvider time, CancellationToken ct)
    {
        var camera = new Camera(body.CameraIp, body.CameraModel, body.CameraRtspUrl);
        (string, string)[] errors = [.. CameraRules.CheckName(body.Name), .. CameraRules.Check(camera)];
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await pits.ChangeAsync(caller.TenantScope, pitId, body.Name, camera, time.GetUtcNow(), ct)
            ? TypedResults.Ok((await pits.FindAsync(caller.TenantScope, pitId, ct))!)
            : Problems.NotFound("pit");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(int pitId, Caller caller, PitStore pits, TimeProvider time, CancellationToken ct) =>
        await pits.RemoveAsync(caller.TenantScope, pitId, time.GetUtcNow(), ct) switch
        {
            PitRemoval.Removed => TypedResults.NoContent(),
            PitRemoval.InUse { DeviceId: var deviceId } => Problems.Conflict(
                "pit_in_use", $"Device {deviceId} is mounted in this pit; move it to another one first.", ("device_id", deviceId)),
            _ => Problems.NotFound("pit"),
        };

    private static async Task<Results<Ok<PitEvents>, ProblemHttpResult>> EventsAsync(
        int pitId, Caller caller, PitStore pits, PitEventStore events, PitAccess access, CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        if (from >= to) return Problems.Invalid(("to", "must be after from"));
        if (await pits.FindAsync(caller.TenantScope, pitId, ct) is not { } pit || !access.MaySee(caller, pit.WorkshopId, pit.PitId)) return Problems.NotFound("pit");
        // Whether a workshop has paid is no business of its customers.
        return TypedResults.Ok(new PitEvents(await events.ListAsync(pit.WorkshopId, pit.PitId, from, to, withLicense: caller.Role != Roles.Customer, ct)));
    }

    // Where the camera is belongs to the owner; whether the workshop has paid is no business of its customers.
    private static PitView Shown(PitView pit, Caller caller) => caller.Role switch
    {
        Roles.Admin or Roles.Owner => pit,
        Roles.Customer => pit with { CameraIp = null, LicenseStatus = null, LicenseReason = null },
        _ => pit with { CameraIp = null },
    };
}

/// <summary>A new pit. An admin says for which workshop.</summary>
internal sealed record AddPit(int? PitNumber, string? Name, string? CameraIp, string? CameraModel, string? CameraRtspUrl, int? WorkshopId) : IRequestBody;

/// <summary>What may be changed of a pit; members that are absent stay as they are.</summary>
internal sealed record ChangePit(string? Name, string? CameraIp, string? CameraModel, string? CameraRtspUrl);
