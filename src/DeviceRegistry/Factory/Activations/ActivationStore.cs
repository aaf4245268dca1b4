using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Factory;

/// <summary>How units come into use.</summary>
/// <param name="Days">Every day of the range, in UTC.</param>
/// <param name="ScanToFirstUseS">From the first scan of a label to the first command that its owner gave; of first uses in the range.</param>
/// <param name="Steps">How many set-ups of the range reached which step, in the order of the steps.</param>
internal sealed record Activations(IReadOnlyList<ActivationDay> Days, ScanToFirstUse ScanToFirstUseS, IReadOnlyList<StepFigure> Steps);

/// <summary>Units that were claimed on a day, and that did a person's first command on it.</summary>
internal sealed record ActivationDay(DateOnly Day, long Claimed, long FirstUsed);

/// <summary>Seconds: the middle, and what nine of ten stay below; null when there are none.</summary>
internal sealed record ScanToFirstUse(double? P50, double? P90, long Count);

/// <summary>How many attempts reached a step.</summary>
internal sealed record StepFigure(string Step, long Attempts);

/// <summary>SQL of activations.</summary>
internal sealed class ActivationStore(NpgsqlDataSource database)
{
    /// <summary>More steps than this are not noted of one unit in a day: nobody signs in to write them.</summary>
    private const int MaxStepsADay = 60;

    /// <summary>How long steps of set-ups are kept, and so how far back their figures and the time from the first scan go.</summary>
    public static readonly TimeSpan StepsKeptFor = TimeSpan.FromDays(90);

    /// <summary>Notes a step the first time that an attempt reaches it; what the vendor never made is not noted.</summary>
    public async Task NoteAsync(Guid attemptId, string serialNumber, string step, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            insert into setup_attempts (attempt_id, serial_number, step, at)
            select @attemptId, serial_number, @step, @now from devices join factory_units using (device_number)
            where serial_number = @serialNumber
              and (select count(*) from setup_attempts a where a.serial_number = @serialNumber and a.at > @dayAgo) < @MaxStepsADay
            on conflict do nothing
            """, new { attemptId, serialNumber, step, now, dayAgo = now.AddDays(-1), MaxStepsADay });
    }

    /// <summary>Forgets steps from before that time; returns how many.</summary>
    public async Task<int> ForgetStepsAsync(DateTimeOffset before, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            delete from setup_attempts where (attempt_id, step) in (
                select attempt_id, step from setup_attempts where at < @before order by at limit @batch for update skip locked)
            """, new { before, batch });
    }

    /// <summary>The figures of a range. Claims are counted by the ledger, so that a unit that was given back since still counts.</summary>
    public async Task<Activations> FiguresAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var days = await connection.QueryAsync<ActivationDay>("""
            with claims as (
                select (at at time zone 'UTC')::date as day, count(*) as claimed from ledger_entries
                where to_state = 'registered' and from_state in ('available', 'resold') and at >= @from and at < @to group by 1),
            uses as (
                select (first_used_at at time zone 'UTC')::date as day, count(*) as first_used from devices
                where first_used_at >= @from and first_used_at < @to group by 1)
            select d::date as day, coalesce(claimed, 0) as claimed, coalesce(first_used, 0) as first_used
            from generate_series((@from at time zone 'UTC')::date, ((@to - interval '1 microsecond') at time zone 'UTC')::date, interval '1 day') d
            left join claims on claims.day = d::date left join uses on uses.day = d::date
            order by d
            """, new { from, to });
        var times = await connection.QuerySingleAsync<ScanToFirstUse>("""
            with used as (
                select extract(epoch from d.first_used_at - s.at)::double precision as seconds
                from devices d cross join lateral (
                    select min(a.at) as at from setup_attempts a
                    where a.serial_number = d.serial_number and a.step = 'scanned' and a.at <= d.first_used_at and a.at > d.first_used_at - interval '30 days') s
                where d.first_used_at >= @from and d.first_used_at < @to and s.at is not null)
            select percentile_cont(0.5) within group (order by seconds) as p50, percentile_cont(0.9) within group (order by seconds) as p90, count(*) as count from used
            """, new { from, to });
        var steps = (await connection.QueryAsync<StepFigure>(
            "select step, count(*) as attempts from setup_attempts where at >= @from and at < @to group by step", new { from, to })).ToDictionary(s => s.Step, StringComparer.Ordinal);
        return new([.. days], times, [.. SetupSteps.All.Select(s => steps.GetValueOrDefault(s) ?? new StepFigure(s, 0))]);
    }
}
