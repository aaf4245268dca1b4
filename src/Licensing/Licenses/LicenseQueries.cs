using Dapper;
using Npgsql;
using Platform.Contracts.Licensing;

namespace Platform.Licensing.Licenses;

/// <summary>A license as the API shows it.</summary>
internal sealed record LicenseView(
    long LicenseNumber, string LicenseKey, string DeviceId, int? WorkshopId, string Status, string Reason,
    DateTimeOffset IssuedAt, DateTimeOffset ChangedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LeaseValidUntil)
{
    /// <summary>The newest throw of its switch, null when it was never thrown.</summary>
    public SwitchView? LastSwitch { get; init; }
}

/// <summary>One throw of the switch.</summary>
/// <param name="SwitchId">UUIDv7.</param>
/// <param name="Version">The license's version after it; orders the history.</param>
/// <param name="FromStatus">Status before.</param>
/// <param name="ToStatus">Status after; the same when the command was sent again.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who: <c>user:12</c>, <c>service:billing</c>.</param>
/// <param name="RequestedAt">When it was thrown.</param>
/// <param name="CommandSentAt">When the broker first held the device's command.</param>
/// <param name="EffectiveAt">Since when readings are refused, or taken again: as soon as the first replica judges by it.</param>
/// <param name="CommandStatus">How the device's command ended, null while it has not.</param>
/// <param name="CommandFinishedAt">When it ended.</param>
/// <param name="ConfirmedAt">When the device confirmed it.</param>
internal sealed record SwitchView(
    Guid SwitchId, long Version, string FromStatus, string ToStatus, string Reason, string Actor, DateTimeOffset RequestedAt,
    DateTimeOffset? CommandSentAt, DateTimeOffset? EffectiveAt, string? CommandStatus, DateTimeOffset? CommandFinishedAt, DateTimeOffset? ConfirmedAt);

/// <summary>SQL that reads licenses.</summary>
internal sealed class LicenseQueries(NpgsqlDataSource database)
{
    private const string Columns = "license_number, license_key, device_id, tenant_id as workshop_id, status, reason, issued_at, changed_at, expires_at, lease_valid_until";

    private const string SwitchColumns = """
        switch_id, version, from_status, to_status, reason, actor, at as requested_at, command_sent_at, effective_at, command_status, command_finished_at, confirmed_at
        """;

    /// <summary>Licenses after a number. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public Task<IReadOnlyList<LicenseView>> ListAsync(int? tenantId, string? status, string? search, long after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "license_number > @after" };
        if (tenantId is not null) where.Add("tenant_id = @tenantId");
        if (status is not null) where.Add("status = @status");
        if (search is not null) where.Add("(lower(license_key) like @pattern or lower(device_id) like @pattern)");
        return ReadAsync(string.Join(" and ", where), new { tenantId, status, pattern = search is null ? null : Beginning(search), after, limit }, ct);
    }

    /// <summary>The license if it is the tenant's (null: anybody's).</summary>
    public async Task<LicenseView?> FindAsync(int? tenantId, LicenseName name, CancellationToken ct) =>
        (await ReadAsync($"{name.Column} = @Value and (@tenantId::int is null or tenant_id = @tenantId)", new { tenantId, name.Value, limit = 1 }, ct)) is [var license] ? license : null;

    /// <summary>Licenses with the newest switch of each, in the order of their numbers; the switches of those only that are answered.</summary>
    private async Task<IReadOnlyList<LicenseView>> ReadAsync(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<LicenseView, SwitchView?, LicenseView>($"""
            select l.*, s.* from (select {Columns} from licenses where {where} order by license_number limit @limit) l
            left join lateral (
                select {SwitchColumns} from switches where license_number = l.license_number order by version desc limit 1) s on true
            order by l.license_number
            """, (license, last) => license with { LastSwitch = last }, parameters, splitOn: "switch_id")];
    }

    private static string Beginning(string search) =>
        $"{search.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    /// <summary>What a device that asks whether it may work needs to know.</summary>
    public async Task<LicenseRow?> OfDeviceAsync(string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<LicenseRow>($"select {LicenseRow.Columns} from licenses where device_id = @deviceId", new { deviceId });
    }

    /// <summary>Throws of a license's switch before a version, newest first.</summary>
    public async Task<IReadOnlyList<SwitchView>> HistoryAsync(long licenseNumber, long before, int limit, CancellationToken ct, DateTimeOffset? since = null)
    {
        var shown = since is null ? "" : "and at >= @since";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<SwitchView>($"""
            select {SwitchColumns} from switches where license_number = @licenseNumber and version < @before {shown} order by version desc limit @limit
            """, new { licenseNumber, before, limit, since })];
    }

    /// <summary>Since when a license is its tenant's: what happened before is no business of people there. Null: from the start.</summary>
    public async Task<DateTimeOffset?> TenantSinceAsync(int tenantId, long licenseNumber, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>(
            "select tenant_since from licenses where license_number = @licenseNumber and tenant_id = @tenantId", new { tenantId, licenseNumber });
    }

    /// <summary>Those switches, as they are now and in the order in which they were thrown.</summary>
    public async Task<IReadOnlyList<ThrownSwitch>> SwitchesAsync(Guid[] ids, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ThrownSwitch>("""
            select s.switch_id, l.device_id, l.tenant_id, s.to_status as status, s.reason, s.at as requested_at, s.command_sent_at, s.effective_at, s.confirmed_at, s.command_status
            from switches s join licenses l on l.license_number = s.license_number
            where s.switch_id = any(@ids) order by s.at, s.version
            """, new { ids })];
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
