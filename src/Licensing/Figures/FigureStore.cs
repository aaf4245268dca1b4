using Dapper;
using Npgsql;

namespace Platform.Licensing.Figures;

/// <summary>Licenses at a glance.</summary>
/// <param name="Active">Licenses whose devices may work.</param>
/// <param name="Suspended">Licenses that are switched off.</param>
/// <param name="Expired">Licenses whose time is over.</param>
/// <param name="ViolationsLastDay">Readings that were refused because of a license, in the last 24 hours.</param>
/// <param name="ViolatingDevicesLastDay">How many devices, as they claimed to be, sent them.</param>
internal sealed record LicenseFigures(long Active, long Suspended, long Expired, long ViolationsLastDay, long ViolatingDevicesLastDay);

/// <summary>Counts over an index each: licenses by status, and the violations of a day.</summary>
internal sealed class FigureStore(NpgsqlDataSource database)
{
    public async Task<LicenseFigures> ReadAsync(int? tenantId, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = tenantId is null ? "" : "tenant_id = @tenantId and ";
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<LicenseFigures>($"""
            select l.active, l.suspended, l.expired, v.violations_last_day, v.violating_devices_last_day
            from (
                select count(*) filter (where status = 'active') as active, count(*) filter (where status = 'suspended') as suspended,
                       count(*) filter (where status = 'expired') as expired
                from licenses where {tenant}true) l
            cross join (
                select coalesce(sum(count), 0)::bigint as violations_last_day, count(distinct device_id) as violating_devices_last_day
                from violations where {tenant}minute > @dayAgo) v
            """, new { tenantId, dayAgo = now.AddDays(-1) });
    }
}
