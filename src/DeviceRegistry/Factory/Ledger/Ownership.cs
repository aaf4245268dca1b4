using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The end of somebody's rights in a device.</summary>
internal static class Ownership
{
    /// <summary>
    /// The device is nobody's from now on: tenant, pit, name and every share end, and those who keep copies are told. Of a device
    /// that nobody owns nothing changes. Its row must be locked by this transaction.
    /// </summary>
    /// <returns>The device as it is now.</returns>
    public static async Task<DeviceRow> EndAsync(NpgsqlTransaction transaction, DeviceRow device, string reason, DateTimeOffset now)
    {
        if (device.TenantId is not { } tenantId) return device;
        await Belongings.EndAsync(transaction, device, now);
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
}
