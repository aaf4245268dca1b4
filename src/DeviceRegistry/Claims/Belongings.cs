using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Configuration;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Claims;

/// <summary>What is the owner's and not the device's: it ends when the device goes to somebody else, or back to the vendor.</summary>
internal sealed class Belongings(DeviceSettings settings)
{
    /// <summary>
    /// The device is nobody's from now on: tenant, pit, name and all that follows end, and those who keep copies are told. Of a device
    /// that nobody owns nothing changes. Its row must be locked by this transaction.
    /// </summary>
    /// <returns>The device as it is now.</returns>
    public async Task<DeviceRow> FreeAsync(NpgsqlTransaction transaction, DeviceRow device, string reason, DateTimeOffset now)
    {
        if (device.TenantId is not { } tenantId) return device;
        await EndAsync(transaction, device, now);
        await transaction.Connection!.ExecuteAsync("""
            update devices set tenant_id = null, pit_id = null, mounted_at = null, device_name = null, claimed_at = null, owned_since = null,
                               button_pressed_at = null, version = version + 1
            where device_number = @DeviceNumber and tenant_id = @tenantId
            """, new { device.DeviceNumber, tenantId }, transaction);
        var free = (await DeviceStore.LockAsync(transaction, device.DeviceId))!;
        await Outbox.AddAsync(transaction, new DeviceReleased(device.DeviceId, tenantId, reason, now), device.Stream, now);
        await Outbox.AddAsync(transaction, new DeviceChanged(free.Facts, "released", now), device.Stream, now);
        return free;
    }

    /// <summary>
    /// Ends what was the owner's and tells those who keep copies; the device is told to forget its configuration and schedules. Its row
    /// must be locked by this transaction, and still be the former owner's.
    /// </summary>
    public async Task EndAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        await ShareStore.EndAllAsync(transaction, device, level: null, now);
        await InvitationStore.RevokeAllAsync(transaction, device, level: null, now);
        await SupersedeAsync(transaction, device, now);
        await settings.ForgetAsync(transaction, device, now);
        await ForgetAsync(transaction, device);
    }

    /// <summary>
    /// What the former owner ordered is not done for the next one. The license's commands stay: they are about the device, and
    /// whoever passes it on does not shake off its switch.
    /// </summary>
    private static async Task SupersedeAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        var open = (await transaction.Connection!.QueryAsync<(Guid CommandId, string Command, Guid? CauseId)>("""
            update commands set status = 'superseded', finished_at = @now
            where device_number = @DeviceNumber and status in ('queued', 'sent', 'acknowledged') and target not in (@SwitchTarget, @LeaseTarget)
            returning command_id, command, cause_id
            """, new { device.DeviceNumber, CommandRules.SwitchTarget, CommandRules.LeaseTarget, now }, transaction)).AsList();
        foreach (var command in open)
        {
            await Outbox.AddAsync(
                transaction,
                new CommandFinished(command.CommandId, device.DeviceId, device.TenantId, device.PitId, command.Command, CommandState.Superseded.Word(), command.CauseId, now),
                device.Stream,
                now);
        }
    }

    /// <summary>What the device said of its configuration, such as a Wi-Fi's name, was said to the former owner; how its outputs stand is how they stand.</summary>
    private static Task<int> ForgetAsync(NpgsqlTransaction transaction, DeviceRow device) =>
        transaction.Connection!.ExecuteAsync("""
            update device_settings set reported = null, reported_at = null where device_number = @DeviceNumber;
            update devices set state_changed_at = null where device_number = @DeviceNumber;
            update device_groups set device_ids = array_remove(device_ids, @DeviceId) where tenant_id = @TenantId and @DeviceId = any(device_ids);
            update scenes set actions = (select coalesce(jsonb_agg(a), '[]') from jsonb_array_elements(actions) a where a ->> 'device_id' <> @DeviceId)
            where tenant_id = @TenantId and actions @> jsonb_build_array(jsonb_build_object('device_id', @DeviceId));
            """, new { device.DeviceNumber, device.DeviceId, device.TenantId }, transaction);
}
