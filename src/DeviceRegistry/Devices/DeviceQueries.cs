using Dapper;
using Npgsql;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Devices;

/// <summary>A device as lists show it.</summary>
/// <param name="DeviceNumber">Short key.</param>
/// <param name="DeviceId">Public id, MQTT user name and client id.</param>
/// <param name="SerialNumber">Printed on the unit.</param>
/// <param name="DeviceType">Such as <c>workshop_gateway</c>.</param>
/// <param name="WorkshopId">Its tenant; null while it is in the factory's ledger.</param>
/// <param name="WorkshopName">What its tenant is called.</param>
/// <param name="PitId">Where it is mounted.</param>
/// <param name="PitCode">The pit's topic segment.</param>
/// <param name="PitName">What people call the pit.</param>
/// <param name="Lifecycle"><c>active</c> in a workshop, or its state in the ledger.</param>
/// <param name="LicenseKey">Its license.</param>
/// <param name="LicenseStatus"><c>active</c>, <c>suspended</c> or <c>expired</c>; null in the moment before it is issued.</param>
/// <param name="LicenseReason">Why it is not active; empty when it is.</param>
/// <param name="Status">What people see: <c>online</c>, <c>offline</c> or <c>disabled</c>.</param>
/// <param name="Online">Whether it is heard of.</param>
/// <param name="LastSeenAt">When it was last heard of.</param>
/// <param name="Firmware">The version that it reported last.</param>
/// <param name="CutOff">It ignored DISABLE and may not connect.</param>
/// <param name="RegisteredAt">When it came to the platform.</param>
internal sealed record DeviceView(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceType, int? WorkshopId, string? WorkshopName, int? PitId, string? PitCode, string? PitName,
    string Lifecycle, string LicenseKey, string? LicenseStatus, string LicenseReason, string Status, bool Online, DateTimeOffset? LastSeenAt, string? Firmware, bool CutOff,
    DateTimeOffset RegisteredAt);

/// <summary>What the caller may know of a device that exists already.</summary>
internal sealed record ExistingDevice(string DeviceId, int? WorkshopId, int? PitId);

/// <summary>What <c>GET /api/devices/{id}/status</c> reads in one go.</summary>
internal sealed record DeviceStatusRow(
    string DeviceId, int? WorkshopId, int? PitId, string Lifecycle, string LicenseKey, string? LicenseStatus, string LicenseReason, DateTimeOffset? LicenseChangedAt,
    bool Online, DateTimeOffset ChangedAt, DateTimeOffset? LastSeenAt, DateTimeOffset? LastReadingAt,
    string? ReportedStatus, string? ReportedReason, DateTimeOffset? ReportedAt, string? Firmware, long? Boot, bool CutOff, long PendingCommands);

/// <summary>What a list of devices is limited to; null means all.</summary>
internal sealed record DeviceFilter(
    int? TenantId, int[]? VisiblePits, int? PitId = null, bool? Online = null, string? License = null, string? Lifecycle = null, string? Search = null);

/// <summary>SQL that reads devices for people.</summary>
internal sealed class DeviceQueries(NpgsqlDataSource database, DeviceTypeCatalog types)
{
    /// <summary>The columns of <see cref="DeviceView"/>, and where they come from.</summary>
    private const string ViewColumns = """
        d.device_number, d.device_id, d.serial_number, d.device_type, d.tenant_id as workshop_id, t.name as workshop_name, d.pit_id, p.code as pit_code, p.name as pit_name,
        d.lifecycle, d.license_key, d.license_status, d.license_reason,
        case when not s.online then 'offline' when d.reported_status in ('disabled', 'lease_expired') then 'disabled' else 'online' end as status,
        s.online, s.last_seen_at, d.firmware, d.cut_off, d.registered_at
        """;

    private const string From = """
        from devices d join device_presence s using (device_number) left join tenants t on t.tenant_id = d.tenant_id left join pits p on p.pit_id = d.pit_id
        """;

    /// <summary>Devices after a position. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public async Task<IReadOnlyList<DeviceView>> ListAsync(DeviceFilter filter, DeviceOrder order, DevicePosition? after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "true" };
        if (after is not null) where.Add(order.After);
        if (filter.TenantId is not null) where.Add("d.tenant_id = @TenantId");
        if (filter.VisiblePits is not null) where.Add("d.pit_id = any(@VisiblePits)");
        if (filter.PitId is not null) where.Add("d.pit_id = @PitId");
        if (filter.Online is { } online) where.Add(online ? "s.quiet_since = 'infinity'" : "s.quiet_since < 'infinity'");
        if (filter.License is not null) where.Add("d.license_status = @License");
        if (filter.Lifecycle is not null) where.Add("d.lifecycle = @Lifecycle");
        if (filter.Search is not null) where.Add("(d.device_id ilike @pattern or d.serial_number ilike @pattern)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DeviceView>(
            $"select {ViewColumns} {From} where {string.Join(" and ", where)} order by {order.By} limit @limit",
            new
            {
                filter.TenantId,
                filter.VisiblePits,
                filter.PitId,
                filter.License,
                filter.Lifecycle,
                pattern = PatternOf(filter.Search),
                after?.Number,
                after?.DeviceId,
                after?.QuietSince,
                limit,
            })];
    }

    /// <summary>All that the registry knows of the device.</summary>
    public async Task<DeviceDetails?> FindAsync(int? tenantId, string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var device = await connection.QuerySingleOrDefaultAsync<DeviceDetails>($"""
            select {ViewColumns}, t.code as workshop_code, p.pit_number, d.license_changed_at, s.changed_at as online_changed_at, s.last_reading_at,
                   d.reported_status, d.reported_reason, d.reported_at, d.boot, d.started_at,
                   (select count(*) from commands c where c.device_number = d.device_number and c.status in ('queued', 'sent', 'acknowledged')) as pending_commands,
                   d.device_name, d.claimed_at
            {From}
            where d.device_id = @deviceId and (@tenantId::int is null or d.tenant_id = @tenantId)
            """, new { tenantId, deviceId });
        return device is null ? null : device with
        {
            Topic = Topics.Readings(device.WorkshopCode, device.PitCode, device.DeviceId),
            CommandTopic = Topics.Command(types.Find(device.DeviceType), device.WorkshopCode, device.DeviceId),
        };
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

    /// <summary>Pits, devices and those online per tenant, by tenant.</summary>
    public async Task<IReadOnlyList<WorkshopFigures>> FiguresAsync(int? tenantId, CancellationToken ct)
    {
        var tenant = tenantId is null ? "" : "where tenant_id = @tenantId";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<WorkshopFigures>($"""
            select t.tenant_id as workshop_id, coalesce(p.pits, 0) as pits, coalesce(d.devices, 0) as devices, coalesce(d.online, 0) as online
            from (select tenant_id from tenants {tenant}) t
            left join (select tenant_id, count(*) as pits from pits {tenant} group by tenant_id) p using (tenant_id)
            left join (
                select tenant_id, count(*) as devices, count(*) filter (where s.online) as online
                from devices join device_presence s using (device_number) {tenant} group by tenant_id) d using (tenant_id)
            order by t.tenant_id
            """, new { tenantId })];
    }

    private static string? PatternOf(string? search) =>
        search is null ? null : $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}

/// <summary>How much there is in a workshop.</summary>
internal sealed record WorkshopFigures(int WorkshopId, long Pits, long Devices, long Online);
