using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Dapper;
using Npgsql;

namespace Platform.Bench;

/// <summary>
/// Controllers of one batch, connected over TLS, lose the broker. While it is away somebody presses the button of every one of them;
/// how long until the last is back, and does the history hold every press?
/// </summary>
internal static class ReconnectBench
{
    private const double GoalSeconds = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5), Seldom = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, int controllers)
    {
        Console.Error.WriteLine($"reconnect: making {controllers} controllers");
        var folder = Directory.CreateTempSubdirectory("platform-controllers-").FullName;
        try
        {
            return await RunAsync(suite, controllers, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, int controllers, string folder)
    {
        await MakeAsync(suite, controllers, folder);
        var serials = Directory.EnumerateFiles(folder, "*.csv").Select(f => Path.GetFileNameWithoutExtension(f)!).ToArray();
        await using var registry = NpgsqlDataSource.Create(suite.Suite.GetConnectionString("registry-db"));
        var (control, events) = (Path.Combine(folder, "control"), Path.Combine(folder, "events"));
        await using var fleet = Fleet.Run(
            "--nvs", folder, "--data", Path.Combine(folder, "data"), "--control", control, "--events", events,
            "--mqtt", $"mqtts://{suite.Suite.GetEndpoint("messaging", "mqtts").Authority}", "--ca", Path.Combine(suite.Suite.Folder, "certs/ca.pem"));
        var first = Stopwatch.StartNew();
        await Wait.UntilAsync(async () => await OnlineAsync(registry, serials) == serials.Length, Limit, $"{serials.Length} controllers are online", Seldom);
        var firstSeconds = first.Elapsed.TotalSeconds;

        Console.Error.WriteLine($"reconnect: {serials.Length} online after {firstSeconds:0} s; the broker is killed");
        var before = suite.Suite.Kill("messaging");
        var killed = DateTimeOffset.UtcNow;
        await using (var lines = new StreamWriter(new FileStream(control, FileMode.Open, FileAccess.Write)))
        {
            foreach (var serial in serials) await lines.WriteLineAsync($"press {serial} short");
        }

        await suite.Suite.WaitForRestartAsync(before, Limit);
        var brokerSeconds = (DateTimeOffset.UtcNow - killed).TotalSeconds;
        await Wait.UntilAsync(async () => await ConnectedAsync(registry, serials, killed) == serials.Length, Limit, "all controllers reported again", Seldom);
        var lastSeconds = (await LastAsync(registry, serials, killed) - killed.UtcDateTime).TotalSeconds;

        // What the buttons did during the outage follows the birth message.
        var (pressed, heard) = (0L, 0L);
        try
        {
            await Wait.UntilAsync(
                async () => (heard = await PressesAsync(registry, serials)) >= (pressed = await SwitchedAsync(events)), TimeSpan.FromMinutes(1), "every press is in the history", Seldom);
        }
        catch (TimeoutException exception)
        {
            Console.Error.WriteLine($"reconnect: {exception.Message}");
        }

        if (pressed == 0) throw new InvalidOperationException("No controller says that its button switched anything: nothing could have been lost.");
        var context = string.Create(CultureInfo.InvariantCulture,
            $"{serials.Length} controllers over TLS in one process, kill -9 of the broker to the last controller's first word; {Machine.Describe()}");
        return
        [
            Measurement.Info("reconnect.first_connect", firstSeconds, "s", "all at once, TLS handshakes included"),
            Measurement.Info("reconnect.broker_back", brokerSeconds, "s", "kill -9 to ready"),
            Measurement.Info("reconnect.last_back", lastSeconds, "s", context),
            Measurement.AtMost("reconnect.after_broker", lastSeconds - brokerSeconds, GoalSeconds, "s", "the broker ready again to the last controller's first word"),
            Measurement.AtMost("reconnect.lost", pressed - heard, 0, "changes",
                string.Create(CultureInfo.InvariantCulture, $"of {pressed} outputs that a button switched, by the devices' own word, most while the broker was away: not in the history")),
        ];
    }

    /// <summary>Orders a batch and puts what the factory writes into each unit into the folder.</summary>
    private static async Task MakeAsync(BenchSuite suite, int count, string folder)
    {
        var admin = await suite.SignInAsync("admin");
        var batch = (await suite.SendAsync(HttpMethod.Post, "api/batches", admin, new { device_type = "4Relay", firmware_version = "1.0.0", count })).GetProperty("batch_id").GetGuid();
        await Wait.UntilAsync(
            async () => (await suite.SendAsync(HttpMethod.Get, $"api/batches/{batch}", admin)).GetProperty("status").GetString() == "ready", Limit, "the batch is made");
        using var archive = new ZipArchive(new MemoryStream(await suite.ReadAsync($"api/batches/{batch}/nvs.zip", admin)));
        foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".csv", StringComparison.Ordinal)))
            await entry.ExtractToFileAsync(Path.Combine(folder, entry.Name));
    }

    private static Task<long> OnlineAsync(NpgsqlDataSource registry, string[] serials) => CountAsync(registry, """
        select count(*) from device_presence p join devices d using (device_number) where d.device_id = any(@serials) and p.online
        """, serials, default);

    private static Task<long> ConnectedAsync(NpgsqlDataSource registry, string[] serials, DateTimeOffset since) => CountAsync(registry, """
        select count(*) from devices where device_id = any(@serials) and state_reported_at > @since
        """, serials, since);

    private static Task<long> PressesAsync(NpgsqlDataSource registry, string[] serials) => CountAsync(registry, """
        select count(*) from state_changes s join devices d using (device_number) where d.device_id = any(@serials) and s.cause = 'button'
        """, serials, default);

    /// <summary>How often an output changed, as the devices themselves tell.</summary>
    private static async Task<long> SwitchedAsync(string events)
    {
        using var reader = new StreamReader(new FileStream(events, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return (await reader.ReadToEndAsync()).Split('\n').LongCount(l => l.Contains("\"event\":\"output\"", StringComparison.Ordinal));
    }

    private static async Task<DateTime> LastAsync(NpgsqlDataSource registry, string[] serials, DateTimeOffset since)
    {
        await using var connection = await registry.OpenConnectionAsync();
        // The first word after the break: the earliest change or, without one, the state's report.
        return await connection.QuerySingleAsync<DateTime>("""
            select max(first) from (
                select coalesce(min(s.received_at), max(d.state_reported_at)) as first
                from devices d left join state_changes s on s.device_number = d.device_number and s.received_at > @since
                where d.device_id = any(@serials) group by d.device_number) words
            """, new { serials, since = since.UtcDateTime });
    }

    private static async Task<long> CountAsync(NpgsqlDataSource registry, string sql, string[] serials, DateTimeOffset since)
    {
        await using var connection = await registry.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, new { serials, since = since.UtcDateTime });
    }
}
