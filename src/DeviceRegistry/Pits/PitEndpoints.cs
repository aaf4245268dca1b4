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
        pits.MapPatch("/{pitId:int}", ChangeAsync).RequireAuthorization(Policies.Owner).WithSummary("Change a pit's name or camera");
    }

    private static async Task<Results<Ok<Page<PitView>>, ProblemHttpResult>> ListAsync(
        Caller caller, PitStore pits, PitAccess access, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, int? limit = null, string? cursor = null)
    {
        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await pits.ListAsync(caller.TenantScope ?? workshopId, access.VisiblePits(caller), after, take + 1, ct),
            take, p => p.PitId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<PitView>, ProblemHttpResult>> GetAsync(int pitId, Caller caller, PitStore pits, PitAccess access, CancellationToken ct) =>
        await pits.FindAsync(caller.TenantScope, pitId, ct) is { } pit && access.MaySee(caller, pit.WorkshopId, pit.PitId)
            ? TypedResults.Ok(pit)
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

    private static async Task<Results<Ok<PitView>, ProblemHttpResult>> ChangeAsync(int pitId, ChangePit body, Caller caller, PitStore pits, CancellationToken ct)
    {
        var camera = new Camera(body.CameraIp, body.CameraModel, body.CameraRtspUrl);
        (string, string)[] errors = [.. CameraRules.CheckName(body.Name), .. CameraRules.Check(camera)];
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await pits.ChangeAsync(caller.TenantScope, pitId, body.Name, camera, ct)
            ? TypedResults.Ok((await pits.FindAsync(caller.TenantScope, pitId, ct))!)
            : Problems.NotFound("pit");
    }
}

/// <summary>A new pit. An admin says for which workshop.</summary>
internal sealed record AddPit(int? PitNumber, string? Name, string? CameraIp, string? CameraModel, string? CameraRtspUrl, int? WorkshopId) : IRequestBody;

/// <summary>What may be changed of a pit; members that are absent stay as they are.</summary>
internal sealed record ChangePit(string? Name, string? CameraIp, string? CameraModel, string? CameraRtspUrl);
