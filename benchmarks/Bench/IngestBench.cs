using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dapper;

namespace Platform.Bench;

/// <summary>
/// QoS 1 readings from many connections into the database: what the broker alone carries, what the platform carries of
/// the same load in the same run, a sustained rate without growing backlog, nothing lost, nothing double.
/// </summary>
internal static class IngestBench
{
    private const double GoalRate = 12_000;
    private const double GoalShare = 0.8;

    /// <summary>More than this, in seconds' worth of the load, and the backlog grows.</summary>
    private const double GoalGrowth = 1;

    /// <summary>
    /// The sustained rate is the first of these shares of what the platform carried at most that it holds for the whole
    /// time: all of it sent, and no more waiting at the end than before.
    /// </summary>
    private static readonly double[] TriedShares = [0.99, 0.96, 0.92];

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, int connections, int seconds)
    {
        await using var broker = await Broker.ConnectAsync(suite.Broker);
        var probe = Math.Clamp(seconds / 3, 10, 20);

        Progress($"warming up for {probe / 2} s");
        var next = await LoadAsync(suite, connections, rate: 0, probe / 2, startSeq: 1);
        await DrainAsync(broker, TimeSpan.FromMinutes(2));

        Progress($"the broker alone, {probe} s");
        Load? alone = null;
        var own = await broker.OwnLimitAsync(async () => alone = await LoadAsync(suite, connections, rate: 0, probe, next.NextSeq));

        Progress($"the platform, as fast as it takes it, {probe} s");
        var before = await CountAsync(suite);
        var full = await LoadAsync(suite, connections, rate: 0, probe, alone!.NextSeq);
        await DrainAsync(broker, TimeSpan.FromMinutes(2));
        var carried = await RateAsync(suite, full);
        var fullStored = await CountAsync(suite) - before;

        var hold = await HoldAsync(suite, broker, carried, connections, seconds, full.NextSeq);

        var context = string.Create(CultureInfo.InvariantCulture,
            $"{Machine.Describe()}; {connections} connections, QoS 1, {full.PayloadBytes} bytes, no TLS, load generator on the same machine");
        return
        [
            Measurement.Info("ingest.broker_alone", own, "messages/s", "acknowledging consumer only; " + context),
            Measurement.Info("ingest.platform_max", carried, "messages/s", $"rows committed per second over {probe} s; acknowledged {full.Acknowledged}, stored {fullStored}"),
            Measurement.AtLeast("ingest.share_of_broker", carried / own, GoalShare, "ratio", "both in this run"),
            Measurement.AtLeast("ingest.sustained", hold.StoredPerSecond, GoalRate, "messages/s", string.Create(CultureInfo.InvariantCulture, $"{seconds} s at {hold.Rate:0}, {hold.Rate / carried:P0} of the most; {context}")),
            Measurement.AtMost("ingest.backlog_growth", hold.Growth, GoalGrowth, "s of load", string.Create(CultureInfo.InvariantCulture, $"waiting messages, mean: second quarter {hold.Early:0}, last quarter {hold.Late:0}; drained in {hold.Drain.TotalSeconds:0.0} s")),
            Measurement.AtMost("ingest.lost", Math.Max(0, hold.Load.Acknowledged - hold.Stored), 0, "messages", $"{hold.Load.Acknowledged} acknowledged, {hold.Stored} stored"),
            Measurement.AtMost("ingest.duplicates", await DuplicatesAsync(suite), 0, "rows", "same device and sequence number twice"),
        ];
    }

    /// <summary>The highest of the tried rates that is held; when none is, the lowest of them with what it shows.</summary>
    private static async Task<Hold> HoldAsync(BenchSuite suite, Broker broker, double carried, int connections, int seconds, long startSeq)
    {
        Hold? hold = null;
        foreach (var share in TriedShares)
        {
            hold = await TryAsync(suite, broker, Math.Floor(Math.Min(carried * share, GoalRate * 1.5)), connections, seconds, hold?.Load.NextSeq ?? startSeq);
            if (hold.IsHeld) break;
            Progress(string.Create(CultureInfo.InvariantCulture, $"not held: {hold.Load.Acknowledged / hold.Load.Seconds:0} messages/s sent, backlog grew by {hold.Growth:0.0} s"));
        }

        return hold!;
    }

    private static async Task<Hold> TryAsync(BenchSuite suite, Broker broker, double rate, int connections, int seconds, long startSeq)
    {
        Progress(string.Create(CultureInfo.InvariantCulture, $"{rate:0} messages/s for {seconds} s"));
        var before = await CountAsync(suite);
        var depths = new List<long>();
        using var stop = new CancellationTokenSource();
        var watching = WatchDepthAsync(broker, depths, stop.Token);
        var load = await LoadAsync(suite, connections, rate, seconds, startSeq);
        await stop.CancelAsync();
        await watching;
        var drain = await DrainAsync(broker, TimeSpan.FromMinutes(2));
        var stored = await CountAsync(suite) - before;

        // Backlog in the last quarter against the second: a growing one shows here.
        var quarter = Math.Max(1, depths.Count / 4);
        return new Hold(
            rate, load, stored, drain,
            depths.Skip(quarter).Take(quarter).DefaultIfEmpty(0).Average(), depths.TakeLast(quarter).DefaultIfEmpty(0).Average());
    }

    /// <summary>Runs the generator; what it says of itself.</summary>
    internal static async Task<Load> LoadAsync(BenchSuite suite, int connections, double rate, int seconds, long startSeq)
    {
        var report = Path.Combine(suite.Suite.Folder, "load.json");
        await BenchSuite.RunAsync("mqtt-load",
            "--devices", suite.DevicesFile, "--mqtt", suite.MqttAddress, "--report", report,
            "--connections", connections.ToString(CultureInfo.InvariantCulture), "--rate", rate.ToString(CultureInfo.InvariantCulture),
            "--duration", seconds.ToString(CultureInfo.InvariantCulture), "--start-seq", startSeq.ToString(CultureInfo.InvariantCulture));
        var json = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(report));
        var last = json.GetProperty("per_device").EnumerateArray().Max(d => d.GetProperty("last_seq").GetInt64());
        return new Load(json.GetProperty("acknowledged").GetInt64(), json.GetProperty("publish_seconds").GetDouble(), json.GetProperty("payload_bytes").GetInt32(), startSeq, last + 1);
    }

    private static async Task<long> CountAsync(BenchSuite suite)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from environment_readings", commandTimeout: 120);
    }

    /// <summary>Rows per second between the first and the last that came in of one load.</summary>
    internal static async Task<double> RateAsync(BenchSuite suite, Load load)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<double>("""
            select count(*) / extract(epoch from max(received_at) - min(received_at))::float8 from environment_readings where seq >= @StartSeq and seq < @NextSeq
            """, load, commandTimeout: 120);
    }

    private static async Task<long> DuplicatesAsync(BenchSuite suite)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) - count(distinct (device, seq)) from environment_readings", commandTimeout: 300);
    }

    private static async Task WatchDepthAsync(Broker broker, List<long> depths, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) depths.Add(await broker.DepthAsync(Broker.ReadingsQueue));
        }
        catch (OperationCanceledException)
        {
            // The load is over; so is watching.
            return;
        }
    }

    /// <summary>Waits until nothing waits; how long that took.</summary>
    internal static async Task<TimeSpan> DrainAsync(Broker broker, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        while (await broker.DepthAsync(Broker.ReadingsQueue) > 0)
        {
            if (watch.Elapsed > limit) throw new TimeoutException($"The readings' queue was not empty within {limit}.");
            await Task.Delay(100);
        }

        var drained = watch.Elapsed;
        // What was delivered last is in a transaction of at most the linger time and a commit.
        await Task.Delay(1000);
        return drained;
    }

    private static void Progress(string what) => Console.Error.WriteLine($"ingest: {what}");

    /// <summary>A rate that was asked for, and what became of it. Early and late are the mean of waiting messages.</summary>
    private sealed record Hold(double Rate, Load Load, long Stored, TimeSpan Drain, double Early, double Late)
    {
        /// <summary>What of the rate must have been sent: a generator that waits for the broker falls behind instead of queueing.</summary>
        private const double SentShare = 0.995;

        public double StoredPerSecond => Stored / (Load.Seconds + Drain.TotalSeconds);

        /// <summary>In seconds' worth of the load.</summary>
        public double Growth => (Late - Early) / Rate;

        public bool IsHeld => Growth <= GoalGrowth && Load.Acknowledged >= Rate * Load.Seconds * SentShare;
    }

    internal sealed record Load(long Acknowledged, double Seconds, int PayloadBytes, long StartSeq, long NextSeq);
}
