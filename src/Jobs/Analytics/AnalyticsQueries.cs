using Dapper;
using Npgsql;

namespace Platform.Jobs.Analytics;

/// <summary>SQL of the figures: one pass over the jobs that ended in the time, grouped as finely as needed; the few rows are added up here.</summary>
internal sealed class AnalyticsQueries(NpgsqlDataSource database)
{
    private const int MostTypes = 20, MostPits = 50;

    public async Task<JobAnalytics> ReadAsync(int tenantId, string timeZone, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The planner takes every start for an hour of its own, and would sort on disk what are a few hundred groups in memory.
        await connection.ExecuteAsync("set local work_mem = '32MB'", transaction: transaction);
        var rows = (await connection.QueryAsync<Row>("""
            select d.work_type, d.pit_id, d.pit_number, d.hour, count(*) as completed, sum(d.minutes) as minutes, sum(d.on_time)::bigint as on_time,
                   count(*) filter (where d.rating = 1) as ones, count(*) filter (where d.rating = 2) as twos, count(*) filter (where d.rating = 3) as threes,
                   count(*) filter (where d.rating = 4) as fours, count(*) filter (where d.rating = 5) as fives
            from (
                select j.work_type, j.pit_id, j.pit_number, j.rating, date_part('hour', j.started_at at time zone @timeZone)::integer as hour,
                       date_part('epoch', j.ended_at - j.started_at) / 60 as minutes, (j.ended_at <= j.promised_end_time)::integer as on_time
                from jobs j where j.tenant_id = @tenantId and j.status = 'completed' and j.ended_at >= @from and j.ended_at < @to) d
            group by d.work_type, d.pit_id, d.pit_number, d.hour
            """, new { tenantId, timeZone, from, to }, transaction)).AsList();
        var counts = await connection.QuerySingleAsync<(long Waiting, long Running, long Cancelled)>("""
            select (select count(*) from jobs where tenant_id = @tenantId and status = 'waiting'),
                   (select count(*) from jobs where tenant_id = @tenantId and status in ('in_progress', 'quality_check')),
                   (select count(*) from jobs where tenant_id = @tenantId and status = 'cancelled' and ended_at >= @from and ended_at < @to)
            """, new { tenantId, from, to }, transaction);

        var all = Total.Of(rows);
        return new JobAnalytics(
            from, to, timeZone, all.Completed, counts.Cancelled, counts.Waiting, counts.Running, all.AverageMinutes, all.OnTimeShare, all.AverageRating, all.Ratings,
            [.. rows.GroupBy(r => r.WorkType, StringComparer.Ordinal).Select(g => (g.Key, Of: Total.Of(g))).OrderByDescending(t => t.Of.Completed).ThenBy(t => t.Key, StringComparer.Ordinal).Take(MostTypes)
                .Select(t => new TypeAnalytics(t.Key, t.Of.Completed, t.Of.AverageMinutes ?? 0, t.Of.OnTimeShare ?? 0, t.Of.AverageRating))],
            [.. rows.GroupBy(r => (r.PitId, r.PitNumber)).Select(g => (g.Key, Of: Total.Of(g))).OrderByDescending(p => p.Of.Minutes).ThenBy(p => p.Key.PitNumber).Take(MostPits)
                .Select(p => new PitAnalytics(p.Key.PitId, p.Key.PitNumber, p.Of.Completed, p.Of.Minutes / 60))],
            [.. rows.GroupBy(r => r.Hour).OrderBy(g => g.Key).Select(g => new HourAnalytics(g.Key, g.Sum(r => r.Completed)))]);
    }

    /// <summary>Jobs of one kind, pit and hour of their start.</summary>
    private sealed record Row(
        string WorkType, int PitId, int PitNumber, int Hour, long Completed, double Minutes, long OnTime, long Ones, long Twos, long Threes, long Fours, long Fives);

    /// <summary>Rows added up; what cannot be said of none is null.</summary>
    private sealed record Total(long Completed, double Minutes, long OnTime, long[] Ratings)
    {
        private long Rated => Ratings.Sum();

        public double? AverageMinutes => Completed == 0 ? null : Minutes / Completed;

        public double? OnTimeShare => Completed == 0 ? null : (double)OnTime / Completed;

        public double? AverageRating => Rated == 0 ? null : (double)Ratings.Select((count, i) => count * (i + 1)).Sum() / Rated;

        public static Total Of(IEnumerable<Row> rows) => rows.Aggregate(new Total(0, 0, 0, new long[5]), (total, r) => new Total(
            total.Completed + r.Completed, total.Minutes + r.Minutes, total.OnTime + r.OnTime,
            [total.Ratings[0] + r.Ones, total.Ratings[1] + r.Twos, total.Ratings[2] + r.Threes, total.Ratings[3] + r.Fours, total.Ratings[4] + r.Fives]));
    }
}
