using Dapper;
using Npgsql;
using Platform.Contracts.Licensing;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
using Platform.DeviceRegistry.Pits;

namespace Platform.DeviceRegistry.Licenses;

/// <summary>The registry's copy of each device's license.</summary>
internal sealed class LicenseStore(CommandStore commands)
{
    /// <summary>
    /// Takes the facts and gives the command that follows, unless newer facts are known: a stale event changes nothing, in
    /// particular it gives no command over a newer one.
    /// </summary>
    /// <returns>The commands that are in another state now.</returns>
    public async Task<IReadOnlyList<Guid>> ApplyAsync(NpgsqlTransaction transaction, LicenseFacts license, Guid? switchId, NewCommand? command, DateTimeOffset now)
    {
        if (await DeviceStore.LockAsync(transaction, license.DeviceId) is not { } device || device.LicenseVersion >= license.Version) return [];
        await transaction.Connection!.ExecuteAsync("""
            update devices set license_status = @status, license_reason = @Reason, license_changed_at = @ChangedAt, license_version = @Version,
                               license_switch_id = coalesce(@switchId, license_switch_id)
            where device_number = @DeviceNumber
            """,
            new { device.DeviceNumber, status = WordOf(license.Status), license.Reason, license.ChangedAt, license.Version, switchId }, transaction);
        device = await LedgerStore.FollowAsync(transaction, device with { LicenseStatus = WordOf(license.Status), LicenseReason = license.Reason }, now);
        var given = command is null ? null : await commands.QueueAsync(transaction, device, command, now);
        if (command is not null)
        {
            var kind = license.Status == LicenseStatus.Active ? PitEvent.Enabled : PitEvent.Disabled;
            await PitEventStore.AddAsync(transaction, [new PitEvent(device.TenantId, device.PitId, device.DeviceNumber, kind, command.Reason, license.ChangedAt)]);
        }

        if (license.Status == LicenseStatus.Active) await DeviceStore.SetCutOffAsync(transaction, device, cutOff: false, now);
        return [.. given?.Moved ?? []];
    }

    /// <summary>Sends a lease unless a later one was sent already.</summary>
    /// <returns>The commands that are in another state now.</returns>
    public async Task<IReadOnlyList<Guid>> ApplyLeaseAsync(NpgsqlTransaction transaction, LeaseIssued lease, DateTimeOffset now)
    {
        if (await DeviceStore.LockAsync(transaction, lease.DeviceId) is not { } device) return [];
        var isLater = await transaction.Connection!.ExecuteAsync("""
            update devices set lease_valid_until = @ValidUntil
            where device_number = @DeviceNumber and (lease_valid_until is null or lease_valid_until < @ValidUntil)
            """, new { device.DeviceNumber, lease.ValidUntil }, transaction);
        if (isLater == 0) return [];
        return [.. (await commands.QueueAsync(transaction, device, new NewCommand(CommandRules.Lease, "lease_renewal", lease.LeaseId) { Lease = lease.Lease }, now)).Moved];
    }

    private static string WordOf(LicenseStatus status) => status switch
    {
        LicenseStatus.Active => LicenseRules.Active,
        LicenseStatus.Suspended => "suspended",
        LicenseStatus.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such license status."),
    };
}
