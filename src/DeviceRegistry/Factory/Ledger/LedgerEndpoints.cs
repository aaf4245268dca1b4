using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Devices;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The vendor looks at a unit's life and decides its next step.</summary>
internal static class LedgerEndpoints
{
    private const int MaxReason = 200;

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        var devices = routes.MapGroup("/api/devices/{deviceId}").WithTags("Ledger").RequireAuthorization(Policies.Admin);
        devices.MapGet("/ledger", GetAsync).WithSummary("A unit's state in the vendor's ledger, where it may go by hand, and every step so far");
        devices.MapPost("/lifecycle", MoveAsync).WithSummary("Take a unit to another state with a reason; returned ends its owner's rights and all shares, resold gives it a new secret and claim code");
    }

    private static async Task<Results<Ok<Ledger>, ProblemHttpResult>> GetAsync(string deviceId, DeviceQueries devices, LedgerStore ledger, CancellationToken ct) =>
        await devices.FindAsync(tenantId: null, deviceId, ct) is { } device
            ? TypedResults.Ok(await ReadAsync(ledger, device.DeviceNumber, device.Lifecycle, ct))
            : Problems.NotFound("device");

    private static async Task<Results<Ok<Ledger>, ProblemHttpResult>> MoveAsync(
        string deviceId, MoveInLedger body, Caller caller, NpgsqlDataSource database, LedgerStore ledger, Belongings belongings, UnitVault vault, TimeProvider time, CancellationToken ct)
    {
        var errors = Check(body).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        var (to, reason, now) = (body.To!, body.Reason!.Trim(), time.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device) return Problems.NotFound("device");
        var allowed = (await ledger.EntriesAsync(device.DeviceNumber, ct)).Count > 0 ? LedgerRules.AllowedByHand(device.Lifecycle) : [];
        if (!allowed.Contains(to, StringComparer.Ordinal)) return NotAllowed(device.Lifecycle, to, allowed);
        if (to == LedgerRules.Returned) device = await belongings.FreeAsync(transaction, device, to, now);
        if (await LedgerStore.MoveAsync(transaction, device, to, reason, caller.Actor, now) is not { } moved) return NotAllowed(device.Lifecycle, to, allowed);
        if (to == LedgerRules.Resold) await UnitStore.RenewAsync(transaction, moved, vault, now);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await ReadAsync(ledger, moved.DeviceNumber, moved.Lifecycle, ct));
    }

    private static IEnumerable<(string Field, string Message)> Check(MoveInLedger body)
    {
        if (body.To is null || !LedgerRules.States.Contains(body.To, StringComparer.Ordinal)) yield return ("to", $"must be one of {string.Join(", ", LedgerRules.States)}");
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > MaxReason || body.Reason.Any(char.IsControl))
            yield return ("reason", $"says why, in 1 to {MaxReason} characters, none of them control characters");
    }

    private static ProblemHttpResult NotAllowed(string from, string to, IReadOnlyList<string> allowed) => Problems.Conflict(
        "transition_not_allowed",
        allowed.Count > 0 ? $"A unit that is {from} cannot become {to} by hand; it may become {string.Join(" or ", allowed)}." : $"A unit that is {from} here cannot be taken to another state by hand.",
        ("state", from),
        ("allowed", allowed));

    private static async Task<Ledger> ReadAsync(LedgerStore ledger, long deviceNumber, string state, CancellationToken ct)
    {
        var entries = await ledger.EntriesAsync(deviceNumber, ct);
        return new(state, entries.Count > 0 ? LedgerRules.AllowedByHand(state) : [], entries);
    }
}

/// <summary>Where a unit goes, and why.</summary>
internal sealed record MoveInLedger(string? To, string? Reason);

/// <summary>A unit's life.</summary>
/// <param name="State">Where it is now.</param>
/// <param name="Allowed">Where the vendor may take it by hand; empty also for a device that a workshop registered by itself.</param>
/// <param name="Entries">Every step, oldest first.</param>
internal sealed record Ledger(string State, IReadOnlyList<string> Allowed, IReadOnlyList<LedgerEntry> Entries);
