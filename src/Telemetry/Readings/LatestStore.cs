using Dapper;
using Npgsql;

namespace Platform.Telemetry.Readings;

/// <summary>A pit's newest reading.</summary>
/// <param name="PitId">The pit.</param>
/// <param name="DeviceId">The device that measured it.</param>
/// <param name="Temperature">°C.</param>
/// <param name="Humidity">%RH.</param>
/// <param name="Aqi">IAQ, 0-500.</param>
/// <param name="Pressure">hPa.</param>
/// <param name="AqiAccuracy">0-3; below 2 the AQI is not to be relied on.</param>
/// <param name="Timestamp">Time of the reading.</param>
/// <param name="ReceivedAt">When the platform got it.</param>
internal sealed record PitReading(
    int PitId, string DeviceId, float? Temperature, float? Humidity, float? Aqi, float? Pressure, float? AqiAccuracy, DateTimeOffset Timestamp, DateTimeOffset ReceivedAt);

/// <summary>All SQL of the newest readings of many pits.</summary>
internal sealed class LatestStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Newest readings by pit id, of one tenant or of all when <paramref name="tenantId"/> is null, and only of these
    /// <paramref name="pits"/> unless null. Per device that ever reported for a pit the newest minute is looked up first, by
    /// its key: a device that left the pit long ago does not cost a search through all that it has measured since.
    /// </summary>
    public async Task<IReadOnlyList<PitReading>> OfPitsAsync(int? tenantId, int[]? pits, int after, int limit, CancellationToken ct)
    {
        var tenant = tenantId is null ? "" : "p.tenant_id = @tenantId and ";
        var permitted = pits is null ? "" : "p.pit_id = any(@pits) and ";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<PitReading>($"""
            select distinct on (p.pit_id) p.pit_id, p.device_id, r.temperature, r.humidity, r.aqi, r.pressure, r.aqi_accuracy, r.time as timestamp, r.received_at
            from pit_devices p
            cross join lateral (
                select m.bucket from environment_minutes m
                where m.device = p.device and m.pit_id = p.pit_id
                order by m.bucket desc limit 1) m
            cross join lateral (
                select r.* from environment_readings r
                where r.tenant_id = p.tenant_id and r.device = p.device and r.pit_id = p.pit_id and r.time >= m.bucket and r.time < m.bucket + interval '1 minute'
                order by r.time desc, r.seq desc limit 1) r
            where {tenant}{permitted}p.kind = 'environment' and p.pit_id > @after
            order by p.pit_id, r.time desc limit @limit
            """, new { tenantId, pits, after, limit })];
    }
}
