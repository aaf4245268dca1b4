using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Devices;

/// <summary>What became of moving a device to another pit.</summary>
internal enum MoveOutcome
{
    Moved,
    NoSuchDevice,
    NoSuchPit,

    /// <summary>It belongs to no workshop yet.</summary>
    InLedger,
}

/// <summary>SQL of devices that changes them, and the snapshot for other services.</summary>
internal sealed class DeviceStore(NpgsqlDataSource database)
{
    private const string From = "from devices d left join tenants t on t.tenant_id = d.tenant_id left join pits p on p.pit_id = d.pit_id";

    /// <summary>Adds the device; null when its id or serial number is taken.</summary>
    public static async Task<DeviceRow?> AddAsync(
        NpgsqlTransaction transaction, string deviceId, string serialNumber, string deviceType, int? tenantId, int? pitId, string lifecycle,
        string? firmware, string secretSha256, string actor, DateTimeOffset now)
    {
        var number = await transaction.Connection!.QuerySingleOrDefaultAsync<long?>("""
            insert into devices (device_id, serial_number, device_type, tenant_id, pit_id, lifecycle, firmware, license_key, secret_sha256, registered_by, registered_at)
            values (@deviceId, @serialNumber, @deviceType, @tenantId, @pitId, @lifecycle, @firmware, @licenseKey, @secretSha256, @actor, @now)
            on conflict do nothing
            returning device_number
            """,
            new { deviceId, serialNumber, deviceType, tenantId, pitId, lifecycle, firmware, licenseKey = LicenseKey.Create(), secretSha256, actor, now }, transaction);
        if (number is null) return null;
        await transaction.Connection!.ExecuteAsync(
            "insert into device_presence (device_number, changed_at, check_at) values (@number, @now, @now)", new { number, now }, transaction);
        return await LockAsync(transaction, deviceId);
    }

    /// <summary>The device, locked until the transaction's end, so that what follows from its state is decided in one order.</summary>
    public static Task<DeviceRow?> LockAsync(NpgsqlTransaction transaction, string deviceId) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<DeviceRow>(
            $"select {DeviceRow.Columns} {From} where d.device_id = @deviceId for no key update of d", new { deviceId }, transaction);

    /// <summary>Replaces the secret's hash and tells so; false when the device is not the tenant's.</summary>
    public async Task<DeviceRow?> RotateSecretAsync(int? tenantId, string deviceId, string secretSha256, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var changed = await connection.ExecuteAsync("""
            update devices set secret_sha256 = @secretSha256, version = version + 1
            where device_id = @deviceId and (@tenantId::int is null or tenant_id = @tenantId)
            """, new { tenantId, deviceId, secretSha256 }, transaction);
        if (changed == 0) return null;
        var device = (await LockAsync(transaction, deviceId))!;
        await Outbox.AddAsync(transaction, new DeviceChanged(device.Facts, "credentials_rotated", now), device.Stream, now);
        await transaction.CommitAsync(ct);
        return device;
    }

    /// <summary>Names the tenant's device; false when it is not the tenant's. Nobody else keeps the name, so nobody is told.</summary>
    public async Task<bool> NameAsync(int tenantId, string deviceId, string name, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("update devices set device_name = @name where device_id = @deviceId and tenant_id = @tenantId", new { tenantId, deviceId, name }) == 1;
    }

    /// <summary>Mounts the device in another pit of its own workshop and tells so; to the pit where it is, nothing changes.</summary>
    public async Task<MoveOutcome> MoveAsync(int? tenantId, string deviceId, int? pitId, int? pitNumber, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await LockAsync(transaction, deviceId) is not { } device || (tenantId is not null && device.TenantId != tenantId)) return MoveOutcome.NoSuchDevice;
        if (device.TenantId is null) return MoveOutcome.InLedger;
        var place = await connection.QuerySingleOrDefaultAsync<(int PitId, string Code)>("""
            select pit_id, code from pits where tenant_id = @TenantId and (@pitId::int is null or pit_id = @pitId) and (@pitNumber::int is null or pit_number = @pitNumber) for key share
            """, new { device.TenantId, pitId, pitNumber }, transaction);
        if (place.PitId == 0) return MoveOutcome.NoSuchPit;
        if (place.PitId == device.PitId) return MoveOutcome.Moved;
        await connection.ExecuteAsync("""
            update devices set pit_id = @PitId, mounted_at = @now, version = version + 1 where device_number = @DeviceNumber and tenant_id = @TenantId
            """, new { place.PitId, device.DeviceNumber, device.TenantId, now }, transaction);
        var facts = device.Facts with { PitId = place.PitId, PitCode = place.Code, Version = device.Version + 1 };
        await Outbox.AddAsync(transaction, new DeviceChanged(facts, "assigned", now), device.Stream, now);
        await transaction.CommitAsync(ct);
        return MoveOutcome.Moved;
    }

    /// <summary>
    /// Cuts the device off or lets it in again, and tells so. A device that is cut off and still publishes has a connection
    /// that was missed, so its cut-off is told again, with the same facts; letting in twice is nothing.
    /// </summary>
    public static async Task SetCutOffAsync(NpgsqlTransaction transaction, DeviceRow device, bool cutOff, DateTimeOffset now)
    {
        if (device.CutOff == cutOff)
        {
            if (cutOff) await Outbox.AddAsync(transaction, new DeviceChanged(device.Facts, "cut_off", now), device.Stream, now);
            return;
        }

        await transaction.Connection!.ExecuteAsync(
            "update devices set cut_off = @cutOff, version = version + 1 where device_number = @DeviceNumber", new { device.DeviceNumber, cutOff }, transaction);
        var facts = device.Facts with { CutOff = cutOff, Version = device.Version + 1 };
        await Outbox.AddAsync(transaction, new DeviceChanged(facts, cutOff ? "cut_off" : "let_in", now), device.Stream, now);
    }

    /// <summary>Devices after a number, in the order of their numbers: a page of the snapshot.</summary>
    public async Task<IReadOnlyList<DeviceFacts>> SnapshotAsync(long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<DeviceRow>(
            $"select {DeviceRow.Columns} {From} where d.device_number > @after order by d.device_number limit @limit", new { after, limit })).Select(d => d.Facts)];
    }
}
