using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A step in a unit's life.</summary>
/// <param name="At">When.</param>
/// <param name="From">The state before; null for the first entry.</param>
/// <param name="To">The state after.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who: such as <c>user:12</c>, or <c>platform</c> for what follows from events.</param>
internal sealed record LedgerEntry(DateTimeOffset At, string? From, string To, string Reason, string Actor);

/// <summary>
/// The vendor's ledger: the one place that changes the lifecycle of a unit that has entries in it. Devices that a workshop
/// registered by themselves have none, and stay <c>active</c>.
/// </summary>
internal sealed class LedgerStore(NpgsqlDataSource database)
{
    /// <summary>Notes that a device came into the ledger, in the state that it was added with.</summary>
    public static Task EnterAsync(NpgsqlTransaction transaction, DeviceRow device, string reason, string actor, DateTimeOffset now) =>
        AddEntryAsync(transaction, device.DeviceNumber, from: null, device.Lifecycle, reason, actor, now);

    /// <summary>
    /// Takes the unit to another state, with its entry and <c>DeviceChanged</c>, and to what follows at once: a claimed unit that
    /// is online is active. The secrets of a unit that is claimed are deleted. Its row must be locked by this transaction.
    /// </summary>
    /// <returns>The device as it is now; null when the rules do not allow the step, and nothing has changed.</returns>
    public static async Task<DeviceRow?> MoveAsync(NpgsqlTransaction transaction, DeviceRow device, string to, string reason, string actor, DateTimeOffset now)
    {
        if (!await IsInLedgerAsync(transaction, device) || await StepAsync(transaction, device, to, reason, actor, now) is not { } moved) return null;
        if (to == LedgerRules.Registered) await UnitStore.ForgetSecretsAsync(transaction, device.DeviceNumber, now);
        return await SettleAsync(transaction, moved, now);
    }

    /// <summary>Takes the unit to the state that follows from its presence and its license; a device outside the ledger stays as it is.</summary>
    /// <returns>The device as it is now.</returns>
    public static async Task<DeviceRow> FollowAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now) =>
        await IsInLedgerAsync(transaction, device) ? await SettleAsync(transaction, device, now) : device;

    /// <summary>
    /// Locks those of the devices that were claimed and not heard of since. To be called before their presence is touched:
    /// everybody locks the device first.
    /// </summary>
    public static Task LockClaimedAsync(NpgsqlTransaction transaction, string[] deviceIds) =>
        transaction.Connection!.ExecuteAsync("""
            select 1 from devices where device_id = any(@deviceIds) and lifecycle = 'registered' and tenant_id is not null
            order by device_number for no key update
            """, new { deviceIds }, transaction);

    /// <summary>Devices that came online: those that were claimed are active from now on.</summary>
    public static async Task CameOnlineAsync(NpgsqlTransaction transaction, long[] deviceNumbers, DateTimeOffset now)
    {
        var claimed = (await transaction.Connection!.QueryAsync<string>("""
            select device_id from devices where device_number = any(@deviceNumbers) and lifecycle = 'registered' and tenant_id is not null order by device_number
            """, new { deviceNumbers }, transaction)).AsList();
        foreach (var deviceId in claimed)
        {
            if (await DeviceStore.LockAsync(transaction, deviceId) is { } device) await FollowAsync(transaction, device, now);
        }
    }

    /// <summary>The device's steps, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(long deviceNumber, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<LedgerEntry>("""
            select at, from_state as "from", to_state as "to", reason, actor from ledger_entries where device_number = @deviceNumber order by entry_id
            """, new { deviceNumber })];
    }

    /// <summary>
    /// Steps that follow from facts, until state and facts agree. The presence is read under its lock, so that a device that is
    /// heard of in this moment is either seen here, or sees what is written here.
    /// </summary>
    private static async Task<DeviceRow> SettleAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        var online = device.Lifecycle == LedgerRules.Registered && await transaction.Connection!.QuerySingleAsync<bool>(
            "select online from device_presence where device_number = @DeviceNumber for no key update", new { device.DeviceNumber }, transaction);
        while (LedgerRules.Following(device.Lifecycle, online, device.LicenseStatus, device.LicenseReason) is { } next)
            device = await StepAsync(transaction, device, next.To, next.Reason, LedgerRules.Platform, now)
                ?? throw new InvalidOperationException($"A step from {device.Lifecycle} to {next.To} follows and is not allowed.");
        return device;
    }

    private static async Task<DeviceRow?> StepAsync(NpgsqlTransaction transaction, DeviceRow device, string to, string reason, string actor, DateTimeOffset now)
    {
        if (!LedgerRules.IsAllowed(device.Lifecycle, to)) return null;
        var changed = await transaction.Connection!.ExecuteAsync("""
            update devices set lifecycle = @to, version = version + 1 where device_number = @DeviceNumber and lifecycle = @Lifecycle
            """, new { device.DeviceNumber, device.Lifecycle, to }, transaction);
        if (changed == 0) return null;
        await AddEntryAsync(transaction, device.DeviceNumber, device.Lifecycle, to, reason, actor, now);
        var moved = (await DeviceStore.LockAsync(transaction, device.DeviceId))!;
        await Outbox.AddAsync(transaction, new DeviceChanged(moved.Facts, "lifecycle", now), moved.Stream, now);
        return moved;
    }

    private static Task<bool> IsInLedgerAsync(NpgsqlTransaction transaction, DeviceRow device) =>
        transaction.Connection!.QuerySingleAsync<bool>(
            "select exists (select 1 from ledger_entries where device_number = @DeviceNumber)", new { device.DeviceNumber }, transaction);

    private static Task<int> AddEntryAsync(NpgsqlTransaction transaction, long deviceNumber, string? from, string to, string reason, string actor, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into ledger_entries (device_number, from_state, to_state, reason, actor, at) values (@deviceNumber, @from, @to, @reason, @actor, @now)
            """, new { deviceNumber, from, to, reason, actor, now }, transaction);
}
