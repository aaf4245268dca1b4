using System.Globalization;
using Dapper;

namespace Platform.Bench;

/// <summary>
/// What alert rules cost: throughput as fast as the platform takes it, by turns without tenants' own rules and with them, in
/// one run. The rules are spread over the fleet's pits and hold for none of its readings, so that all are looked at.
/// </summary>
internal static class RulesBench
{
    private const double GoalShare = 0.95;
    private const int Turns = 3;

    public static async Task<Measurement> RunAsync(BenchSuite suite, int connections, int seconds, int rules)
    {
        await using var broker = await Broker.ConnectAsync(suite.Broker);
        var probe = Math.Clamp(seconds / 3, 10, 20);
        double without = 0, with = 0;
        var next = await NextSeqAsync(suite);
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var hasRules in new[] { false, true })
            {
                await WriteRulesAsync(suite, hasRules ? rules : 0);
                Console.Error.WriteLine($"rules: {(hasRules ? rules : 0)} rules, {probe} s");
                var load = await IngestBench.LoadAsync(suite, connections, rate: 0, probe, next);
                await IngestBench.DrainAsync(broker, TimeSpan.FromMinutes(2));
                next = load.NextSeq;
                var rate = await IngestBench.RateAsync(suite, load);
                if (hasRules) with += rate / Turns;
                else without += rate / Turns;
            }
        }

        await WriteRulesAsync(suite, 0);
        return Measurement.AtLeast("ingest.rules_share", with / without, GoalShare, "ratio", string.Create(CultureInfo.InvariantCulture,
            $"{with:0} messages/s with {rules} alert rules of tenants, {without:0} with the platform's own only; mean of {Turns} turns of {probe} s each"));
    }

    /// <summary>Leaves so many rules, and waits until they are the ones that readings are judged by.</summary>
    private static async Task WriteRulesAsync(BenchSuite suite, int rules)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            delete from alert_rules;
            insert into alert_rules (tenant_id, pit_id, alert_type, kind, measure, above, above_clear, for_seconds, severity, enabled, updated_by, updated_at)
            select p.tenant_id, p.pit_id, 'bench_' || n, 'threshold', (array['temperature', 'humidity', 'aqi', 'pressure'])[n % 4 + 1], (array[99, 100, 500, 1199])[n % 4 + 1], (array[99, 100, 500, 1199])[n % 4 + 1],
                   0, 'info', true, 0, now()
            from generate_series(1, @rules) n
            join (select tenant_id, pit_id, row_number() over (order by pit_id) - 1 as place, count(*) over () as pits from (select distinct tenant_id, pit_id from pit_devices) d) p on p.place = n % p.pits;
            update alert_rules_version set version = version + 1;
            select pg_notify('alert_rules', '');
            """, new { rules });
        // Replicas look every two seconds at the latest.
        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    private static async Task<long> NextSeqAsync(BenchSuite suite)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select coalesce(max(seq), 0) + 1 from environment_readings", commandTimeout: 120);
    }
}
