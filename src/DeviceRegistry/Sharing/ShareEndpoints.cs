using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Setup;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>Who may do what with a device beside its owner, and the snapshot for services that keep a copy.</summary>
internal static class ShareEndpoints
{
    private const int SnapshotLimit = 1000;

    public static void MapShares(this IEndpointRouteBuilder routes)
    {
        var device = routes.MapGroup("/api/devices/{deviceId}").WithTags("Sharing").RequireAuthorization(Policies.Person);
        device.MapGet("/shares", ListAsync).WithSummary("Who the device is shared with, and open invitations; others than the owner see their own share");
        device.MapPost("/shares", InviteAsync).TakesIdempotencyKey().WithSummary("Invite somebody by e-mail; the link is good once and for 24 hours");
        device.MapPatch("/shares/{userId:long}", ChangeAsync).WithSummary("Change somebody's level, or until when it counts; null removes the end");
        device.MapDelete("/shares/{userId:long}", EndAsync).WithSummary("End somebody's share at once; by the owner, or by that person, who leaves");
        device.MapDelete("/invitations/{invitationId:guid}", RevokeAsync).WithSummary("Take an invitation back");
        routes.MapGet("/internal/device-access", SnapshotAsync).RequireAuthorization(Policies.Service).WithSummary("A page of all shares for services that keep a copy");
    }

    private static async Task<Results<Ok<DeviceShares>, ProblemHttpResult>> ListAsync(
        string deviceId, Caller caller, DeviceGrants grants, ShareStore shares, InvitationStore invitations, TimeProvider time, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        var now = time.GetUtcNow();
        return grant.May(DevicePermissions.Share)
            ? TypedResults.Ok(new DeviceShares(
                await shares.ListAsync(grant.DeviceNumber, userId: null, now, ct), await invitations.ListAsync(grant.TenantId!.Value, grant.DeviceNumber, now, ct)))
            : TypedResults.Ok(new DeviceShares(await shares.ListAsync(grant.DeviceNumber, caller.UserId, now, ct), []));
    }

    private static async Task<Results<Created<InvitationView>, ProblemHttpResult>> InviteAsync(
        string deviceId, ShareDevice body, Caller caller, DeviceGrants grants, InvitationStore invitations, People people, IOptions<WebOptions> web, TimeProvider time,
        HttpContext http, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Share)) return grant.Lacks(DevicePermissions.Share);
        var now = time.GetUtcNow();
        (string, string)[] errors = [.. InvitationRules.CheckEmail(body.Email), .. InvitationRules.CheckLevel(body.AccessLevel), .. InvitationRules.CheckUntil(body.Until, now)];
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await Invitations.SendAsync(grant, body.Email!, body.AccessLevel, body.Until, caller, invitations, people, web.Value, now, http, ct);
    }

    private static async Task<Results<Ok<ShareView>, ProblemHttpResult>> ChangeAsync(
        string deviceId, long userId, ChangeShare body, Caller caller, DeviceGrants grants, ShareStore shares, TimeProvider time, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Share)) return grant.Lacks(DevicePermissions.Share);
        var now = time.GetUtcNow();
        var errors = (body.AccessLevel is null ? [] : InvitationRules.CheckLevel(body.AccessLevel)).Concat(InvitationRules.CheckUntil(body.Until, now)).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await shares.ChangeAsync(grant.TenantId!.Value, deviceId, userId, new ShareChange(body.AccessLevel, body.SaysUntil, body.Until), now, ct) is { } share
            ? TypedResults.Ok(share)
            : Problems.NotFound("share");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        string deviceId, long userId, Caller caller, DeviceGrants grants, ShareStore shares, TimeProvider time, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { TenantId: { } tenantId } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Share) && userId != caller.UserId) return grant.Lacks(DevicePermissions.Share);
        return await shares.EndAsync(tenantId, deviceId, userId, time.GetUtcNow(), ct) ? TypedResults.NoContent() : Problems.NotFound("share");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string deviceId, Guid invitationId, Caller caller, DeviceGrants grants, InvitationStore invitations, TimeProvider time, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { TenantId: { } tenantId } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Share)) return grant.Lacks(DevicePermissions.Share);
        return await invitations.RevokeAsync(tenantId, grant.DeviceNumber, invitationId, time.GetUtcNow(), ct) ? TypedResults.NoContent() : Problems.NotFound("invitation");
    }

    private static async Task<Ok<Page<DeviceAccessFacts>>> SnapshotAsync(ShareStore shares, CancellationToken ct, long after = 0, int limit = SnapshotLimit)
    {
        var take = Math.Clamp(limit, 1, SnapshotLimit);
        var page = Page.Of(await shares.SnapshotAsync(after, take + 1, ct), take, s => s.Number.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new Page<DeviceAccessFacts>([.. page.Items.Select(s => s.Facts)], page.NextCursor));
    }
}

/// <summary>Whom a device is shared with, and who was asked.</summary>
internal sealed record DeviceShares(IReadOnlyList<ShareView> Items, IReadOnlyList<InvitationView> Invitations);

/// <summary>Who is invited, to what, and until when.</summary>
internal sealed record ShareDevice(string? Email, string? AccessLevel, DateTimeOffset? Until) : IRequestBody;

/// <summary>A change of a share; a member that is absent stays, and <c>"until": null</c> removes the end.</summary>
internal sealed record ChangeShare
{
    /// <summary>The new level.</summary>
    public string? AccessLevel { get; init; }

    /// <summary>The new end.</summary>
    public DateTimeOffset? Until
    {
        get;
        init
        {
            field = value?.ToUniversalTime();
            SaysUntil = true;
        }
    }

    /// <summary>Whether the end was named at all.</summary>
    [JsonIgnore]
    public bool SaysUntil { get; private init; }
}
