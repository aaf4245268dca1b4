using Dapper;
using Npgsql;
using Platform.Contracts.Licensing;

namespace Platform.Licensing.Licenses;

/// <summary>A license as the API shows it.</summary>
internal sealed record LicenseView(
    long LicenseNumber, string LicenseKey, string DeviceId, int? WorkshopId, string Status, string Reason,
    DateTimeOffset IssuedAt, DateTimeOffset ChangedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LeaseValidUntil);

/// <summary>One throw of the switch.</summary>
/// <param name="SwitchId">UUIDv7.</param>
/// <param name="Version">The license's version after it; orders the history.</param>
/// <param name="FromStatus">Status before.</param>
/// <param name="ToStatus">Status after; the same when the command was sent again.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who: <c>user:12</c>, <c>service:billing</c>.</param>
/// <param name="At">When.</param>
/// <param name="CommandStatus">How the device's command ended, null while it has not.</param>
/// <param name="CommandFinishedAt">When it ended.</param>
/// <param name="ConfirmedAt">When the device confirmed it.</param>
internal sealed record SwitchView(
    Guid SwitchId, long Version, string FromStatus, string ToStatus, string Reason, string Actor, DateTimeOffset At,
    string? CommandStatus, DateTimeOffset? CommandFinishedAt, DateTimeOffset? ConfirmedAt);

/// <summary>SQL that reads licenses.</summary>
internal sealed class LicenseQueries(NpgsqlDataSource database)
{
    private const string View = """
        select license_number, license_key, device_id, tenant_id as workshop_id, status, reason, issued_at, changed_at, expires_at, lease_valid_until from licenses
        """;

    /// <summary>Licenses after a number. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public async Task<IReadOnlyList<LicenseView>> ListAsync(int? tenantId, string? status, string? search, long after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "license_number > @after" };
        if (tenantId is not null) where.Add("tenant_id = @tenantId");
        if (status is not null) where.Add("status = @status");
        if (search is not null) where.Add("(license_key like @pattern or device_id like @pattern)");
        var pattern = search is null ? null : $"{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<LicenseView>(
            $"{View} where {string.Join(" and ", where)} order by license_number limit @limit", new { tenantId, status, pattern, after, limit })];
    }

    /// <summary>The license if it is the tenant's (null: anybody's).</summary>
    public async Task<LicenseView?> FindAsync(int? tenantId, LicenseName name, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<LicenseView>(
            $"{View} where {name.Column} = @Value and (@tenantId::int is null or tenant_id = @tenantId)", new { tenantId, name.Value });
    }

    /// <summary>What a device that asks whether it may work needs to know.</summary>
    public async Task<LicenseRow?> OfDeviceAsync(string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<LicenseRow>($"select {LicenseRow.Columns} from licenses where device_id = @deviceId", new { deviceId });
    }

    /// <summary>Throws of a license's switch before a version, newest first.</summary>
    public async Task<IReadOnlyList<SwitchView>> HistoryAsync(long licenseNumber, long before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<SwitchView>("""
            select switch_id, version, from_status, to_status, reason, actor, at, command_status, command_finished_at, confirmed_at
            from switches where license_number = @licenseNumber and version < @before order by version desc limit @limit
            """, new { licenseNumber, before, limit })];
    }

    /// <summary>A page of the snapshot with the cursor of each row.</summary>
    public async Task<IReadOnlyList<(long Number, LicenseFacts Facts)>> SnapshotAsync(long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<LicenseRow>(
            $"select {LicenseRow.Columns} from licenses where license_number > @after order by license_number limit @limit", new { after, limit }))
            .Select(l => (l.LicenseNumber, l.Facts))];
    }
}
