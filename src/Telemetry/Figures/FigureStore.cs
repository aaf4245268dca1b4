using Dapper;
using Npgsql;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Figures;

/// <summary>How much a tenant's devices report.</summary>
/// <param name="WorkshopId">The tenant.</param>
/// <param name="Devices">Devices that have ever reported for a pit of it.</param>
/// <param name="LastHour">Readings of the last 60 minutes, by the time of the reading.</param>
/// <param name="LastDay">Readings of the last 24 hours, by the time of the reading.</param>
internal sealed record TenantReadings(int WorkshopId, int Devices, long LastHour, long LastDay);

/// <summary>
/// Counts from the roll-ups, to the minute: per device the last hour's minutes, 23 whole hours, and the minutes between. All
/// by the roll-ups' own keys, so neither a reading nor an index more than they have is touched.
/// </summary>
internal sealed class FigureStore(NpgsqlDataSource database)
{
    /// <summary>The tenants whose devices have reported, or the one asked for.</summary>
    public async Task<IReadOnlyList<TenantReadings>> OfTenantsAsync(int? tenantId, DateTimeOffset now, CancellationToken ct)
    {
        var hourAgo = now.AddHours(-1);
        var dayAgo = now.AddDays(-1);
        var wholeHours = new DateTimeOffset(dayAgo.Ticks - (dayAgo.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(1);
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = new List<TenantReadings>();
        foreach (var kind in ReadingKind.All)
            rows.AddRange(await connection.QueryAsync<TenantReadings>(Sql(kind, tenantId), new { tenantId, kind.Name, hourAgo, dayAgo, wholeHours }));
        return
        [
            .. rows.GroupBy(r => r.WorkshopId).OrderBy(g => g.Key)
                .Select(g => new TenantReadings(g.Key, g.Max(r => r.Devices), g.Sum(r => r.LastHour), g.Sum(r => r.LastDay))),
        ];
    }

    private static string Sql(ReadingKind kind, int? tenantId)
    {
        var (tenant, count) = (tenantId is null ? "" : "p.tenant_id = @tenantId and ", $"sum({kind.CountedBy.Name}_n) as readings");
        return $"""
            select p.tenant_id as workshop_id, count(distinct p.device)::int as devices, coalesce(sum(h.readings), 0)::bigint as last_hour,
                   (coalesce(sum(d.readings), 0) + coalesce(sum(m.readings), 0))::bigint as last_day
            from pit_devices p
            cross join lateral (
                select {count} from {kind.Name}_minutes r where r.device = p.device and r.pit_id = p.pit_id and r.bucket > @hourAgo) h
            cross join lateral (
                select {count} from {kind.Name}_hours r where r.device = p.device and r.pit_id = p.pit_id and r.bucket >= @wholeHours) d
            cross join lateral (
                select {count} from {kind.Name}_minutes r
                where r.device = p.device and r.pit_id = p.pit_id and r.bucket > @dayAgo and r.bucket < @wholeHours) m
            where {tenant}p.kind = @Name
            group by p.tenant_id
            """;
    }
}
