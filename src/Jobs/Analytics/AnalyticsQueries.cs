using Dapper;
using Npgsql;

namespace Platform.Jobs.Analytics;

/// <summary>SQL of the figures: one pass over the jobs that ended in the time, grouped in all ways at once.</summary>
internal sealed class AnalyticsQueries(NpgsqlDataSource database)
{
    private const int MostTypes = 20, MostPits = 50;

    public async Task<JobAnalytics> ReadAsync(int tenantId, string timeZone, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<Row>("""
            select grouping(d.work_type)::integer as without_type, grouping(d.pit_id)::integer as without_pit, grouping(d.hour)::integer as without_hour,
                   d.work_type, d.pit_id, max(d.pit_number) as pit_number, d.hour,
                   count(*) as completed, coalesce(avg(d.minutes), 0)::double precision as average_minutes, (sum(d.minutes) / 60)::double precision as hours,
                   avg(d.on_time)::double precision as on_time_share, avg(d.rating)::double precision as average_rating,
                   count(*) filter (where d.rating = 1) as ones, count(*) filter (where d.rating = 2) as twos, count(*) filter (where d.rating = 3) as threes,
                   count(*) filter (where d.rating = 4) as fours, count(*) filter (where d.rating = 5) as fives
            from (
                select j.work_type, j.pit_id, j.pit_number, j.rating::double precision as rating, extract(hour from j.started_at at time zone @timeZone)::integer as hour,
                       extract(epoch from j.ended_at - j.started_at)::double precision / 60 as minutes, (j.ended_at <= j.promised_end_time)::integer::double precision as on_time
                from jobs j where j.tenant_id = @tenantId and j.status = 'completed' and j.ended_at >= @from and j.ended_at < @to) d
            group by grouping sets ((), (d.work_type), (d.pit_id), (d.hour))
            """, new { tenantId, timeZone, from, to })).AsList();
        var counts = await connection.QuerySingleAsync<(long Waiting, long Running, long Cancelled)>("""
            select (select count(*) from jobs where tenant_id = @tenantId and status = 'waiting'),
                   (select count(*) from jobs where tenant_id = @tenantId and status in ('in_progress', 'quality_check')),
                   (select count(*) from jobs where tenant_id = @tenantId and status = 'cancelled' and ended_at >= @from and ended_at < @to)
            """, new { tenantId, from, to });

        var all = rows.Single(r => r is { WithoutType: 1, WithoutPit: 1, WithoutHour: 1 });
        var any = all.Completed > 0;
        return new JobAnalytics(
            from, to, timeZone, all.Completed, counts.Cancelled, counts.Waiting, counts.Running, any ? all.AverageMinutes : null, all.OnTimeShare, all.AverageRating,
            [all.Ones, all.Twos, all.Threes, all.Fours, all.Fives],
            [.. rows.Where(r => r.WithoutType == 0).OrderByDescending(r => r.Completed).ThenBy(r => r.WorkType, StringComparer.Ordinal).Take(MostTypes)
                .Select(r => new TypeAnalytics(r.WorkType!, r.Completed, r.AverageMinutes, r.OnTimeShare ?? 0, r.AverageRating))],
            [.. rows.Where(r => r.WithoutPit == 0).OrderByDescending(r => r.Hours).ThenBy(r => r.PitNumber).Take(MostPits)
                .Select(r => new PitAnalytics(r.PitId!.Value, r.PitNumber!.Value, r.Completed, r.Hours ?? 0))],
            [.. rows.Where(r => r.WithoutHour == 0).OrderBy(r => r.Hour).Select(r => new HourAnalytics(r.Hour ?? 0, r.Completed))]);
    }

    private sealed record Row
    {
        public int WithoutType { get; init; }

        public int WithoutPit { get; init; }

        public int WithoutHour { get; init; }

        public string? WorkType { get; init; }

        public int? PitId { get; init; }

        public int? PitNumber { get; init; }

        public int? Hour { get; init; }

        public long Completed { get; init; }

        public double AverageMinutes { get; init; }

        public double? Hours { get; init; }

        public double? OnTimeShare { get; init; }

        public double? AverageRating { get; init; }

        public long Ones { get; init; }

        public long Twos { get; init; }

        public long Threes { get; init; }

        public long Fours { get; init; }

        public long Fives { get; init; }
    }
}
