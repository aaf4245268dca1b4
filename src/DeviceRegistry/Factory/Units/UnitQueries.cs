using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A unit at the bench.</summary>
/// <param name="SerialNumber">Its serial number, and its device id.</param>
/// <param name="Lifecycle">Its state in the ledger.</param>
/// <param name="Provisioning"><c>pending</c>, <c>flashed</c>, <c>tested</c> or <c>failed</c>.</param>
/// <param name="Port">Where it was flashed.</param>
/// <param name="Mac">Its hardware address.</param>
/// <param name="Detail">What the bench said of it.</param>
/// <param name="ProvisionedAt">When it was flashed last.</param>
/// <param name="TestedAt">When it passed the test after that.</param>
internal sealed record UnitView(
    string SerialNumber, string Lifecycle, string Provisioning, string? Port, string? Mac, string? Detail, DateTimeOffset? ProvisionedAt, DateTimeOffset? TestedAt);

/// <summary>A unit with the key of its place in the list.</summary>
internal sealed record UnitRow(
    long DeviceNumber, string SerialNumber, string Lifecycle, string Provisioning, string? Port, string? Mac, string? Detail, DateTimeOffset? ProvisionedAt, DateTimeOffset? TestedAt)
{
    public UnitView View => new(SerialNumber, Lifecycle, Provisioning, Port, Mac, Detail, ProvisionedAt, TestedAt);
}

/// <summary>A unit with its sealed secrets; null when it was claimed.</summary>
internal sealed record SealedUnit(string SerialNumber, string DeviceType, string LicenseKey, string SecretSha256, byte[]? Sealed);

/// <summary>A line of a batch's ledger file.</summary>
internal sealed record LedgerLine(string SerialNumber, string DeviceType, string? Firmware, string Lifecycle);

/// <summary>SQL that reads the units of a batch.</summary>
internal sealed class UnitQueries(NpgsqlDataSource database)
{
    /// <summary>Units after a device number.</summary>
    public async Task<IReadOnlyList<UnitRow>> ListAsync(int batchNumber, string? provisioning, long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<UnitRow>("""
            select u.device_number, d.serial_number, d.lifecycle, u.provisioning, u.port, u.mac, u.detail, u.provisioned_at, u.tested_at
            from factory_units u join devices d using (device_number)
            where u.batch_number = @batchNumber and u.device_number > @after and (@provisioning::text is null or u.provisioning = @provisioning)
            order by u.device_number limit @limit
            """, new { batchNumber, provisioning, after, limit })];
    }

    /// <summary>The batch's units with what lies sealed of them, in the order of their making; of one serial number when it is given.</summary>
    public async Task<IReadOnlyList<SealedUnit>> SealedAsync(int batchNumber, string? serialNumber, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<SealedUnit>("""
            select d.serial_number, d.device_type, d.license_key, d.secret_sha256, u.sealed from factory_units u join devices d using (device_number)
            where u.batch_number = @batchNumber and (@serialNumber::text is null or d.serial_number = @serialNumber) order by u.device_number
            """, new { batchNumber, serialNumber })];
    }

    /// <summary>What the ledger file says of the batch's units.</summary>
    public async Task<IReadOnlyList<LedgerLine>> LedgerAsync(int batchNumber, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<LedgerLine>("""
            select d.serial_number, d.device_type, d.firmware, d.lifecycle from factory_units u join devices d using (device_number)
            where u.batch_number = @batchNumber order by u.device_number
            """, new { batchNumber })];
    }
}
