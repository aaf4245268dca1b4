using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Claims;

/// <summary>What came of giving a device back.</summary>
internal enum ReleaseOutcome
{
    Released,

    /// <summary>It is not the caller's any more.</summary>
    NoSuchDevice,

    /// <summary>It was not named by its serial number.</summary>
    NotConfirmed,

    /// <summary>Something keeps it with its owner.</summary>
    Kept,

    /// <summary>Its state in the vendor's ledger does not allow it.</summary>
    NotAllowed,
}

/// <summary>What keeps a device with its owner.</summary>
internal enum Tie
{
    None,

    /// <summary>A workshop registered it itself, or has it mounted in a pit.</summary>
    Workshop,

    /// <summary>Its owner is suspended: nobody gets round that by passing the devices on.</summary>
    Suspension,
}

/// <summary>SQL of devices that leave their owner. Only what was claimed can leave: a workshop's own registration is its tenant's for good.</summary>
internal sealed class OwnerStore(NpgsqlDataSource database, Belongings belongings)
{
    /// <summary>Reason of licenses that were suspended with their tenant, as Licensing says it.</summary>
    private const string SuspendedWithTenant = "workshop_suspended";

    /// <summary>What keeps the device with its owner; asked again where it leaves.</summary>
    public static async Task<Tie> TieOfAsync(NpgsqlTransaction transaction, DeviceRow device)
    {
        var isClaimed = await transaction.Connection!.QuerySingleAsync<bool>(
            "select claimed_at is not null from devices where device_number = @DeviceNumber and tenant_id = @TenantId", new { device.DeviceNumber, device.TenantId }, transaction);
        if (!isClaimed || device.PitId is not null) return Tie.Workshop;
        return device.LicenseReason == SuspendedWithTenant ? Tie.Suspension : Tie.None;
    }

    /// <summary>The device is nobody's, and back in the vendor's ledger as it came: the code on its label counts again.</summary>
    public async Task<(ReleaseOutcome Outcome, Tie Tie)> ReleaseAsync(Caller caller, int tenantId, string deviceId, string? confirm, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != tenantId) return (ReleaseOutcome.NoSuchDevice, Tie.None);
        if (confirm is null || SerialNumber.Normalise(confirm) != device.SerialNumber && confirm.Trim() != device.SerialNumber) return (ReleaseOutcome.NotConfirmed, Tie.None);
        if (await TieOfAsync(transaction, device) is var tie and not Tie.None) return (ReleaseOutcome.Kept, tie);
        var free = await belongings.FreeAsync(transaction, device, "released_by_owner", now);
        if (await LedgerStore.MoveAsync(transaction, free, LedgerRules.Available, "released_by_owner", caller.Actor, now) is null) return (ReleaseOutcome.NotAllowed, Tie.None);
        await transaction.CommitAsync(ct);
        return (ReleaseOutcome.Released, Tie.None);
    }

    /// <summary>
    /// The device is another tenant's from now on; of the former owner's nothing is left. Its row must be locked by this transaction,
    /// and still be the former owner's. Null when its state in the vendor's ledger does not allow it.
    /// </summary>
    public async Task<DeviceRow?> TransferAsync(NpgsqlTransaction transaction, DeviceRow device, Caller to, DateTimeOffset now)
    {
        if (await LedgerStore.MoveAsync(transaction, device, LedgerRules.Transferred, "transferred_by_owner", to.Actor, now) is not { } leaving) return null;
        await belongings.EndAsync(transaction, leaving, now);
        await transaction.Connection!.ExecuteAsync("""
            update devices set tenant_id = @TenantId, device_name = null, claimed_at = @now, owned_since = @now, button_pressed_at = null, version = version + 1
            where device_number = @DeviceNumber and tenant_id = @former
            """, new { to.TenantId, leaving.DeviceNumber, former = leaving.TenantId, now }, transaction);
        var mine = (await DeviceStore.LockAsync(transaction, device.DeviceId))!;
        await Outbox.AddAsync(transaction, new DeviceChanged(mine.Facts, "transferred", now), mine.Stream, now);
        await Outbox.AddAsync(
            transaction,
            new DeviceClaimed(mine.DeviceId, mine.SerialNumber, mine.DeviceType, mine.SerialNumber, to.TenantId!.Value, to.UserId, "transfer", now),
            mine.Stream,
            now);
        return await LedgerStore.MoveAsync(transaction, mine, LedgerRules.Registered, "transfer_accepted", to.Actor, now);
    }
}
