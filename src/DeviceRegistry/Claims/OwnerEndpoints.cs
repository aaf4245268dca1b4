using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Setup;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Claims;

/// <summary>The ways in which a device leaves somebody: the installer hands it over, its owner transfers it or gives it back.</summary>
internal static class OwnerEndpoints
{
    public static void MapOwners(this IEndpointRouteBuilder routes)
    {
        var device = routes.MapGroup("/api/devices/{deviceId}").WithTags("Sharing").RequireAuthorization(Policies.Person);
        device.MapPost("/hand-over", HandOverAsync).WithSummary("The installation is done: all access of installers ends; by the owner or an installer");
        device.MapPost("/transfer", TransferAsync).TakesIdempotencyKey().WithSummary("Offer the device to somebody else by e-mail; with their acceptance it is theirs, without its past");
        device.MapPost("/release", ReleaseAsync).WithSummary("Give the device up: it is nobody's and can be claimed with the code on its label; name its serial number in confirm");
    }

    /// <summary>The answer for what its owner cannot let go.</summary>
    public static ProblemHttpResult Kept(Tie tie) => tie is Tie.Suspension
        ? Problems.Of(StatusCodes.Status402PaymentRequired, "payment_required", "The vendor has suspended your household or workshop; until that is settled its devices stay with it.")
        : Problems.Conflict("device_in_workshop", "This device belongs to its workshop: it was registered there, or is mounted in a pit. It is not passed on by people.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandOverAsync(
        string deviceId, Caller caller, DeviceGrants grants, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Share) && grant.Level != GrantRules.Installer) return grant.Lacks(DevicePermissions.Share);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != grant.TenantId) return Problems.NotFound("device");
        await ShareStore.EndAllAsync(transaction, device, GrantRules.Installer, now);
        await InvitationStore.RevokeAllAsync(transaction, device, GrantRules.Installer, now);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Created<InvitationView>, ProblemHttpResult>> TransferAsync(
        string deviceId, TransferDevice body, Caller caller, DeviceGrants grants, InvitationStore invitations, People people, IOptions<WebOptions> web, TimeProvider time,
        HttpContext http, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Share)) return grant.Lacks(DevicePermissions.Share);
        var errors = InvitationRules.CheckEmail(body.Email).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await Invitations.SendAsync(grant, body.Email!, level: null, until: null, caller, invitations, people, web.Value, time.GetUtcNow(), http, ct);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReleaseAsync(
        string deviceId, ReleaseDevice body, Caller caller, DeviceGrants grants, OwnerStore owners, TimeProvider time, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Delete)) return grant.Lacks(DevicePermissions.Delete);
        return await owners.ReleaseAsync(caller, grant.TenantId!.Value, deviceId, body.Confirm, time.GetUtcNow(), ct) switch
        {
            (ReleaseOutcome.Released, _) => TypedResults.NoContent(),
            (ReleaseOutcome.NoSuchDevice, _) => Problems.NotFound("device"),
            (ReleaseOutcome.NotConfirmed, _) => Problems.Invalid(("confirm", "must be the device's serial number")),
            (ReleaseOutcome.Kept, var tie) => Kept(tie),
            (ReleaseOutcome.NotAllowed, _) => Problems.Conflict("transition_not_allowed", "The vendor's ledger does not let this device go in its present state; ask the vendor."),
            var outcome => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };
    }
}

/// <summary>Who gets the device.</summary>
internal sealed record TransferDevice(string? Email) : IRequestBody;

/// <summary>Names the device by its serial number, so that nobody gives the wrong one up.</summary>
internal sealed record ReleaseDevice(string? Confirm);
