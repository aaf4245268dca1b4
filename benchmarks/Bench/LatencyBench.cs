using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Dapper;

namespace Platform.Bench;

/// <summary>How long a reading takes from the device's publish to a committed row and to an open browser, at 1,000 messages/s.</summary>
internal static class LatencyBench
{
    private const int Rate = 1000;
    private const int SampledDevices = 8;
    private const double GoalSocketP95 = 500;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, int connections, int seconds)
    {
        Console.Error.WriteLine($"latency: {Rate} messages/s for {seconds} s");
        using var stop = new CancellationTokenSource();
        var sockets = new ConcurrentBag<double>();
        var rows = new ConcurrentBag<double>();
        var listening = ListenAsync(suite, await suite.SignInAsync("owner"), sockets, stop.Token);
        var polling = PollAsync(suite, rows, stop.Token);
        await BenchSuite.RunAsync("mqtt-load",
            "--devices", suite.DevicesFile, "--mqtt", suite.MqttAddress, "--connections", connections.ToString(CultureInfo.InvariantCulture),
            "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--duration", seconds.ToString(CultureInfo.InvariantCulture), "--start-seq", "100000000");
        await stop.CancelAsync();
        await Task.WhenAll(listening, polling);
        if (rows.IsEmpty || sockets.IsEmpty) throw new InvalidOperationException($"Nothing was measured: {rows.Count} rows and {sockets.Count} WebSocket messages were seen.");

        var context = string.Create(CultureInfo.InvariantCulture, $"{Rate} messages/s, {connections} connections, QoS 1, no TLS; {Machine.Describe()}");
        return
        [
            Measurement.Info("latency.row_p50", Quantile.Of(rows, 0.5), "ms", $"publish to visible row, {rows.Count} samples polled every 5 ms; {context}"),
            Measurement.Info("latency.row_p95", Quantile.Of(rows, 0.95), "ms", "same"),
            Measurement.Info("latency.row_p99", Quantile.Of(rows, 0.99), "ms", "same"),
            Measurement.Info("latency.socket_p50", Quantile.Of(sockets, 0.5), "ms", $"publish to WebSocket message through the gateway, {sockets.Count} messages; {context}"),
            Measurement.AtMost("latency.socket_p95", Quantile.Of(sockets, 0.95), GoalSocketP95, "ms", "same"),
            Measurement.Info("latency.socket_p99", Quantile.Of(sockets, 0.99), "ms", "same"),
        ];
    }

    private static async Task ListenAsync(BenchSuite suite, string token, ConcurrentBag<double> samples, CancellationToken ct)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("bearer");
        socket.Options.AddSubProtocol(token);
        var gateway = suite.Suite.GetEndpoint("gateway");
        await socket.ConnectAsync(new Uri($"ws://{gateway.Authority}/ws"), ct);
        var buffer = new byte[64 * 1024];
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var received = await socket.ReceiveAsync(buffer, ct);
                var now = DateTimeOffset.UtcNow;
                if (received.MessageType != WebSocketMessageType.Text || !received.EndOfMessage) continue;
                var message = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count));
                if (message.TryGetProperty("timestamp", out var at)) samples.Add((now - at.GetDateTimeOffset()).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The load is over; so is listening.
            return;
        }
    }

    /// <summary>Looks every 5 ms for a newer row of a few devices; the row's own time is when it was published.</summary>
    private static async Task PollAsync(BenchSuite suite, ConcurrentBag<double> samples, CancellationToken ct)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync(ct);
        var devices = (await connection.QueryAsync<long>("select distinct device from pit_devices order by device limit @SampledDevices", new { SampledDevices })).ToArray();
        var newest = new Dictionary<long, DateTime>();
        while (!ct.IsCancellationRequested)
        {
            var rows = await connection.QueryAsync<(long Device, DateTime Time)>("""
                select d.device, r.time from unnest(@devices) as d(device)
                cross join lateral (select time from environment_readings where device = d.device and time > now() - interval '1 minute' order by time desc limit 1) r
                """, new { devices });
            var now = DateTime.UtcNow;
            foreach (var (device, time) in rows)
            {
                if (newest.TryGetValue(device, out var known) && time > known) samples.Add((now - time).TotalMilliseconds);
                newest[device] = time;
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }
}
