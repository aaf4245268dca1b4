using Dapper;
using Npgsql;

namespace Platform.Bench;

/// <summary>Gives pits a past: ninety days in telemetry's roll-ups and the last hour in its readings.</summary>
internal static class PastReadings
{
    /// <summary>One row per bucket: the air of a workshop by day and by night, with some unrest.</summary>
    private const string Fill = """
        insert into environment_{0}s (device, pit_id, bucket, tenant_id,
            temperature_n, temperature_sum, temperature_min, temperature_max, humidity_n, humidity_sum, humidity_min, humidity_max,
            aqi_n, aqi_sum, aqi_min, aqi_max, pressure_n, pressure_sum, pressure_min, pressure_max, aqi_accuracy_n)
        select p.device, p.pit_id, at, p.tenant_id,
            n, n * v.t, v.t - 1.1 - v.r, v.t + 1.3 + v.r, n, n * v.h, v.h - 3 - v.r, v.h + 4 + v.r,
            n, n * v.a, v.a - 8 - 4 * v.r, v.a + 12 + 20 * v.r, n, n * v.p, v.p - 0.6, v.p + 0.5, 0
        from pit_devices p
        cross join generate_series(date_trunc('{0}', now(), 'UTC') - @past, date_trunc('{0}', now(), 'UTC') - interval '1 {0}', interval '1 {0}') at
        cross join lateral (select extract(epoch from at)::float8 / 86400 as d, (extract(epoch from interval '1 {0}') / 10)::int as n, random() as r, p.pit_id as one_for_each) x
        cross join lateral (select
            27 + 4 * sin(6.283 * (x.d - 0.2)) + 2 * sin(x.d / 4) + x.r as t, 55 - 9 * sin(6.283 * (x.d - 0.2)) + 2 * x.r as h,
            48 + 26 * greatest(0, sin(6.283 * (x.d - 0.15))) + 30 * power(x.r, 6) as a, 1008 + 3 * sin(x.d / 3) + x.r as p, x.r as r) v
        where p.pit_id = any(@pits)
        on conflict do nothing
        """;

    private const string LastHour = """
        insert into environment_readings (device, time, seq, tenant_id, pit_id, time_source, received_at, temperature, humidity, aqi, pressure)
        select p.device, at, extract(epoch from at)::bigint, p.tenant_id, p.pit_id, 0, at,
            28 + sin(extract(epoch from at) / 900) + random() / 4, 52 + 3 * sin(extract(epoch from at) / 700), 55 + 14 * sin(extract(epoch from at) / 500) + 3 * random(), 1008 + random() / 5
        from pit_devices p
        cross join generate_series(greatest(date_trunc('day', now(), 'UTC'), now() - interval '1 hour'), now() - interval '20 seconds', interval '10 seconds') at
        where p.pit_id = any(@pits)
        on conflict do nothing
        """;

    /// <summary>The pits, by their device's id, once each of the devices has reported.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> PitsAsync(NpgsqlDataSource telemetry, IReadOnlyCollection<string> devices)
    {
        await using var connection = await telemetry.OpenConnectionAsync();
        for (var i = 0; i < 600; i++)
        {
            var known = (await connection.QueryAsync<(string DeviceId, int PitId)>("select distinct device_id, pit_id from pit_devices where device_id = any(@devices)", new { devices }))
                .ToDictionary(p => p.DeviceId, p => p.PitId, StringComparer.Ordinal);
            if (known.Count == devices.Count) return known;
            await Task.Delay(100);
        }

        throw new TimeoutException("Not every device has reported within a minute.");
    }

    public static async Task FillAsync(NpgsqlDataSource telemetry, IReadOnlyCollection<int> pits)
    {
        await using var connection = await telemetry.OpenConnectionAsync();
        foreach (var (level, days) in new[] { ("day", 90), ("hour", 90), ("minute", 7) })
            await connection.ExecuteAsync(Fill.Replace("{0}", level, StringComparison.Ordinal), new { pits, past = TimeSpan.FromDays(days) }, commandTimeout: 120);
        await connection.ExecuteAsync(LastHour, new { pits });
    }
}
