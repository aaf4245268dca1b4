using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Claims;

/// <summary>Somebody wants a unit for a tenant.</summary>
internal sealed record Claim(Caller Caller, int TenantId, string SerialNumber, string DeviceName, string? Code);

/// <summary>What came of a claim.</summary>
internal abstract record ClaimOutcome
{
    /// <summary>The unit is the tenant's from now on.</summary>
    public sealed record Claimed(DeviceRow Device) : ClaimOutcome;

    /// <summary>It was the tenant's before.</summary>
    public sealed record AlreadyYours(DeviceRow Device) : ClaimOutcome;

    /// <summary>It cannot be claimed as it is.</summary>
    public sealed record NotClaimable(ClaimState State) : ClaimOutcome;

    /// <summary>Neither a code was given nor the button pressed.</summary>
    public sealed record NoProof : ClaimOutcome;

    /// <summary>That is not the code on its label.</summary>
    public sealed record WrongCode(int TriesLeft) : ClaimOutcome;

    /// <summary>Too many codes were wrong.</summary>
    public sealed record TooManyGuesses(DateTimeOffset AgainAt) : ClaimOutcome;

    /// <summary>There is no such unit.</summary>
    public sealed record Unknown : ClaimOutcome;
}

/// <summary>All SQL of claims. Those who claim the same unit stand in one line, at its row.</summary>
internal sealed class ClaimStore(NpgsqlDataSource database)
{
    /// <summary>The unit that a serial number names, of the numbers that may be meant; null when there is none.</summary>
    public async Task<UnitOnSale?> FindAsync(string[] serialNumbers, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<UnitOnSale>("""
            select d.device_id, d.serial_number, d.device_type, d.tenant_id, d.lifecycle, d.license_status, s.online, d.button_pressed_at
            from devices d join device_presence s using (device_number) where d.serial_number = any(@serialNumbers) order by d.device_number
            """, new { serialNumbers });
    }

    /// <summary>Makes the unit the tenant's, when the caller proves to hold it.</summary>
    public async Task<ClaimOutcome> ClaimAsync(string deviceId, Claim claim, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device) return new ClaimOutcome.Unknown();
        var state = ClaimRules.StateOf(claim.Caller, device.TenantId, device.Lifecycle, device.LicenseStatus);
        if (state is ClaimState.Yours) return new ClaimOutcome.AlreadyYours(device);
        if (state is not ClaimState.Claimable) return new ClaimOutcome.NotClaimable(state);

        var (proof, refusal) = await ProveAsync(transaction, device, claim, now);
        if (refusal is not null)
        {
            // What was guessed wrong stays counted.
            await transaction.CommitAsync(ct);
            return refusal;
        }

        if (await TakeAsync(transaction, device, claim, proof!, now) is not { } taken) return new ClaimOutcome.NotClaimable(ClaimState.NotForSale);
        await transaction.CommitAsync(ct);
        return new ClaimOutcome.Claimed(taken);
    }

    /// <summary>How the caller proves to hold the unit, or else what to answer. The button counts without a look at the code.</summary>
    private static async Task<(string? Proof, ClaimOutcome? Refusal)> ProveAsync(NpgsqlTransaction transaction, DeviceRow device, Claim claim, DateTimeOffset now)
    {
        var pressedAt = await transaction.Connection!.QuerySingleAsync<DateTimeOffset?>(
            "select button_pressed_at from devices where device_number = @DeviceNumber and tenant_id is null", new { device.DeviceNumber }, transaction);
        if (ClaimRules.IsPressed(pressedAt, now)) return ("button", null);
        if (claim.Code is null) return (null, new ClaimOutcome.NoProof());
        switch (await GuessStore.CountAsync(transaction, device.DeviceNumber, claim.Caller.UserId, now))
        {
            case Guess.Refused refused:
                return (null, new ClaimOutcome.TooManyGuesses(refused.AgainAt));
            case Guess.Counted counted when !await UnitStore.IsClaimCodeAsync(transaction, device, claim.Code):
                return (null, new ClaimOutcome.WrongCode(counted.Left));
            default:
                await GuessStore.TakeBackAsync(transaction, device.DeviceNumber, claim.Caller.UserId, now);
                return ("claim_code", null);
        }
    }

    private static async Task<DeviceRow?> TakeAsync(NpgsqlTransaction transaction, DeviceRow device, Claim claim, string proof, DateTimeOffset now)
    {
        var taken = await transaction.Connection!.ExecuteAsync("""
            update devices set tenant_id = @TenantId, device_name = @DeviceName, claimed_at = @now, owned_since = @now, button_pressed_at = null, version = version + 1
            where device_number = @DeviceNumber and tenant_id is null and lifecycle in ('available', 'resold')
            """, new { device.DeviceNumber, claim.TenantId, claim.DeviceName, now }, transaction);
        if (taken == 0) return null;
        var mine = (await DeviceStore.LockAsync(transaction, device.DeviceId))!;
        await Outbox.AddAsync(transaction, new DeviceChanged(mine.Facts, "claimed", now), mine.Stream, now);
        await Outbox.AddAsync(
            transaction,
            new DeviceClaimed(mine.DeviceId, mine.SerialNumber, mine.DeviceType, claim.DeviceName, claim.TenantId, claim.Caller.UserId, proof, now),
            mine.Stream,
            now);
        return await LedgerStore.MoveAsync(transaction, mine, LedgerRules.Registered, $"claimed_by_{proof}", claim.Caller.Actor, now);
    }
}

/// <summary>What somebody who holds a unit may know of it.</summary>
internal sealed record UnitOnSale(
    string DeviceId, string SerialNumber, string DeviceType, int? TenantId, string Lifecycle, string? LicenseStatus, bool Online, DateTimeOffset? ButtonPressedAt);
