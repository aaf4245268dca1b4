using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Setup;
using Platform.DeviceRegistry.Tenants;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>Invitations by the link in their mail. Who has the link is who was meant, whatever address they signed up with.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapGroup("/api/invitations/{token}").WithTags("Sharing").RequireAuthorization(Policies.Person);
        invitations.MapGet("/", GetAsync).WithSummary("What an invitation offers; 410 when it is over");
        invitations.MapPost("/accept", AcceptAsync).WithSummary("Accept an invitation: a share, or the device itself; good once");
    }

    private static async Task<Results<Ok<InvitationOffer>, ProblemHttpResult>> GetAsync(string token, AcceptStore invitations, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(token, invitations, ct) is not { } found) return Problems.NotFound("invitation");
        return found.IsOpen(time.GetUtcNow())
            ? TypedResults.Ok(new InvitationOffer(found.DeviceName, found.DeviceType, found.Level ?? GrantRules.Owner, found.Kind, found.FromName, found.Until, found.ExpiresAt))
            : Over();
    }

    private static async Task<Results<Ok<AcceptedInvitation>, ProblemHttpResult>> AcceptAsync(
        string token, Caller caller, AcceptStore invitations, TenantStore tenants, People people, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (await FindAsync(token, invitations, ct) is not { } found) return Problems.NotFound("invitation");
        var now = time.GetUtcNow();
        if (!found.IsOpen(now)) return Over();
        if (caller.IsAdmin) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "The vendor's own people see every device; accept with a private account.");
        if (found.Level is null)
        {
            if (!ClaimRules.OwnsAsTenant(caller)) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Only those who run a household or workshop can take a device over.");
            if (await tenants.FindCodeAsync(caller.TenantId!.Value, ct) is null) return TenantStore.NotKnownYet(http);
        }

        var person = await people.OfAsync(caller, ct);
        return await invitations.AcceptAsync(found, caller, person, now, ct) switch
        {
            Acceptance.Accepted => TypedResults.Ok(new AcceptedInvitation(found.DeviceId, found.Level ?? GrantRules.Owner)),
            Acceptance.Over => Over(),
            Acceptance.Kept => Problems.Conflict("transition_not_allowed", "This device cannot leave its owner at the moment; ask the owner."),
            Acceptance.AlreadyYours => Problems.Conflict("already_yours", "This device is yours; send the link to the person whom you mean.", ("device_id", found.DeviceId)),
            var outcome => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };
    }

    private static async Task<FoundInvitation?> FindAsync(string token, AcceptStore invitations, CancellationToken ct) =>
        InvitationToken.Of(token) is { } given ? await invitations.FindAsync(given, ct) : null;

    private static ProblemHttpResult Over() =>
        Problems.Of(StatusCodes.Status410Gone, "invitation_over", "This invitation was used, taken back, or is older than 24 hours; ask for a new one.");
}

/// <summary>Sending, the same for shares and transfers.</summary>
internal static class Invitations
{
    /// <summary>Makes the token, asks who the caller is, and sends.</summary>
    public static async Task<Results<Created<InvitationView>, ProblemHttpResult>> SendAsync(
        DeviceGrant grant, string email, string? level, DateTimeOffset? until, Caller caller, InvitationStore invitations, People people, WebOptions web, DateTimeOffset now,
        HttpContext http, CancellationToken ct)
    {
        var from = await people.OfAsync(caller, ct);
        var token = InvitationToken.Create();
        var invitation = new NewInvitation(email, level, until?.ToUniversalTime(), from, token, web.LinkTo($"invitations/{token.Value}"));
        return await invitations.InviteAsync(grant.TenantId!.Value, grant.DeviceId, invitation, now, ct) switch
        {
            Invited.Sent { Invitation: var sent } => TypedResults.Created($"/api/devices/{grant.DeviceId}/invitations/{sent.InvitationId}", sent),
            Invited.NoSuchDevice => Problems.NotFound("device"),
            Invited.Kept { Tie: var tie } => OwnerEndpoints.Kept(tie),
            Invited.TooMany { AgainAt: var at } => Problems.TooMany(
                http, "too_many_invitations", $"At most {InvitationRules.MaxPerDevice} invitations a day are sent for one device.", at - now,
                ("limit", InvitationRules.MaxPerDevice), ("used", InvitationRules.MaxPerDevice), ("resets_at", at)),
            var outcome => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };
    }
}

/// <summary>What an invitation offers.</summary>
internal sealed record InvitationOffer(string DeviceName, string DeviceType, string AccessLevel, string Kind, string FromName, DateTimeOffset? Until, DateTimeOffset ExpiresAt);

/// <summary>What the caller has from now on.</summary>
internal sealed record AcceptedInvitation(string DeviceId, string AccessLevel);
