using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Devices;

/// <summary>A device as lists and its own page show it.</summary>
internal sealed record DeviceView(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceType, int? WorkshopId, int? PitId, string? PitCode, string Lifecycle, string LicenseKey,
    string? LicenseStatus, bool Online, DateTimeOffset? LastSeenAt, string? Firmware, bool CutOff, DateTimeOffset RegisteredAt);

/// <summary>What the caller may know of a device that exists already.</summary>
internal sealed record ExistingDevice(string DeviceId, int? WorkshopId, int? PitId);

/// <summary>What <c>GET /api/devices/{id}/status</c> reads in one go.</summary>
internal sealed record DeviceStatusRow(
    string DeviceId, int? WorkshopId, int? PitId, string Lifecycle, string LicenseKey, string? LicenseStatus, string LicenseReason, DateTimeOffset? LicenseChangedAt,
    bool Online, DateTimeOffset ChangedAt, DateTimeOffset? LastSeenAt, DateTimeOffset? LastReadingAt,
    string? ReportedStatus, string? ReportedReason, DateTimeOffset? ReportedAt, string? Firmware, long? Boot, bool CutOff, long PendingCommands);

/// <summary>What a list of devices is limited to; null means all.</summary>
internal sealed record DeviceFilter(int? TenantId, int[]? VisiblePits, int? PitId, bool? Online, string? Search);

/// <summary>SQL that reads devices for people.</summary>
internal sealed class DeviceQueries(NpgsqlDataSource database)
{
    private const string View = """
        select d.device_number, d.device_id, d.serial_number, d.device_type, d.tenant_id as workshop_id, d.pit_id, p.code as pit_code, d.lifecycle, d.license_key,
               d.license_status, s.online, s.last_seen_at, d.firmware, d.cut_off, d.registered_at
        from devices d join device_presence s using (device_number) left join pits p on p.pit_id = d.pit_id
        """;

    /// <summary>Devices after a number. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public async Task<IReadOnlyList<DeviceView>> ListAsync(DeviceFilter filter, long after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "d.device_number > @after", "s.device_number > @after" };
        if (filter.TenantId is not null) where.Add("d.tenant_id = @TenantId");
        if (filter.VisiblePits is not null) where.Add("d.pit_id = any(@VisiblePits)");
        if (filter.PitId is not null) where.Add("d.pit_id = @PitId");
        if (filter.Online is not null) where.Add("s.online = @Online");
        if (filter.Search is not null) where.Add("(d.device_id ilike @pattern or d.serial_number ilike @pattern)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DeviceView>(
            $"{View} where {string.Join(" and ", where)} order by d.device_number limit @limit",
            new { filter.TenantId, filter.VisiblePits, filter.PitId, filter.Online, pattern = PatternOf(filter.Search), after, limit })];
    }

    public async Task<DeviceView?> FindAsync(int? tenantId, string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DeviceView>(
            $"{View} where d.device_id = @deviceId and (@tenantId::int is null or d.tenant_id = @tenantId)", new { tenantId, deviceId });
    }

    public async Task<ExistingDevice?> FindExistingAsync(int? tenantId, string deviceId, string serialNumber, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<ExistingDevice>("""
            select device_id, tenant_id as workshop_id, pit_id from devices
            where (device_id = @deviceId or serial_number = @serialNumber) and (@tenantId::int is null or tenant_id = @tenantId)
            limit 1
            """, new { tenantId, deviceId, serialNumber });
    }

    public async Task<DeviceStatusRow?> StatusAsync(int? tenantId, string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DeviceStatusRow>("""
            select d.device_id, d.tenant_id as workshop_id, d.pit_id, d.lifecycle, d.license_key, d.license_status, d.license_reason, d.license_changed_at,
                   s.online, s.changed_at, s.last_seen_at, s.last_reading_at,
                   d.reported_status, d.reported_reason, d.reported_at, d.firmware, d.boot, d.cut_off,
                   (select count(*) from commands c where c.device_number = d.device_number and c.status in ('queued', 'sent', 'acknowledged')) as pending_commands
            from devices d join device_presence s using (device_number)
            where d.device_id = @deviceId and (@tenantId::int is null or d.tenant_id = @tenantId)
            """, new { tenantId, deviceId });
    }

    private static string? PatternOf(string? search) =>
        search is null ? null : $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
