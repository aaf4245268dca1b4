using Dapper;
using Npgsql;

namespace Platform.Bench;

/// <summary>Gives pits a past: ninety days in telemetry's roll-ups and the last hour in its readings.</summary>
internal static class PastReadings
{
    /// <summary>One row per bucket: the air of a workshop by day and by night, with some unrest, as virtual devices have it (firmware/virtual-device/sensor.cpp), so that it ends where they go on.</summary>
    private const string Fill = """
        insert into environment_{0}s (device, pit_id, bucket, tenant_id,
            temperature_n, temperature_sum, temperature_min, temperature_max, humidity_n, humidity_sum, humidity_min, humidity_max,
            aqi_n, aqi_sum, aqi_min, aqi_max, pressure_n, pressure_sum, pressure_min, pressure_max, aqi_accuracy_n)
        select p.device, p.pit_id, at, p.tenant_id,
            n, n * v.t, v.t - x.band - x.r, v.t + x.band + x.r, n, n * v.h, v.h - 2 * x.band - x.r, v.h + 2 * x.band + x.r,
            n, n * v.a, v.a - 4 * x.band * (1 - x.r), v.a + 5 * x.band * (1 + x.r), n, n * v.p, v.p - x.band / 2, v.p + x.band / 2, 0
        from pit_devices p
        cross join generate_series(date_trunc('{0}', now(), 'UTC') - @past, date_trunc('{0}', now(), 'UTC') - interval '1 {0}', interval '1 {0}') at
        cross join lateral (select
            extract(epoch from at - now())::float8 / 86400 as d, sin(6.28318 * ((extract(epoch from at)::float8 + 19800) / 86400 - 0.375)) as sun, (extract(epoch from interval '1 {0}') / 10)::int as n, random() + 0 * p.pit_id as r,
            case '{0}' when 'day' then 0 else 1 end as hours, case '{0}' when 'day' then 3 when 'hour' then 1 else 0.4 end as band) x
        cross join lateral (select
            26 + 4.5 * hours * sun + 1.5 * sin(d / 4) + 0.3 * (r - 0.5) as t, 56 - 9 * hours * sun + 3 * sin(d / 6) + r - 0.5 as h,
            36 + 5 * hours * (1 + sun) * (1 - cos(6.283 * d)) + 9 * (1 - cos(d / 5)) + 8 * power(r, 9) as a, 1008 + 2.5 * sin(d / 3) + 0.2 * r as p) v
        where p.pit_id = any(@pits)
        on conflict do nothing
        """;

    private const string LastHour = """
        insert into environment_readings (device, time, seq, tenant_id, pit_id, time_source, received_at, temperature, humidity, aqi, pressure)
        select p.device, at, extract(epoch from at)::bigint, p.tenant_id, p.pit_id, 0, at,
            26 + 4.5 * x.sun + random() / 4, 56 - 9 * x.sun + random(), 36 + 5 * (1 - cos(x.s / 500)) + random(), 1008 + random() / 5
        from pit_devices p
        cross join generate_series(greatest(date_trunc('day', now(), 'UTC'), now() - interval '1 hour'), now() - interval '20 seconds', interval '10 seconds') at
        cross join lateral (select extract(epoch from at - now())::float8 as s, sin(6.28318 * ((extract(epoch from at)::float8 + 19800) / 86400 - 0.375)) as sun) x
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
