using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using RabbitMQ.Client;

namespace Platform.Bench;

/// <summary>
/// An admin switches devices off and on again while 1,000 readings a second come in: how long until the platform refuses
/// the device's readings, and until the device has confirmed.
/// </summary>
internal static class KillSwitchBench
{
    private const int Rate = 1000;
    private const double GoalRefusedP99 = 250, GoalConfirmedP99 = 1000;

    /// <summary>How often the bench publishes in the switched device's name to see the refusal; the resolution of that number.</summary>
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(5);

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, int switches)
    {
        Console.Error.WriteLine($"killswitch: {switches} switches at {Rate} messages/s");
        var admin = await suite.SignInAsync("admin");
        var devices = suite.Devices();
        await using var registry = NpgsqlDataSource.Create(suite.Suite.GetConnectionString("registry-db"));
        using var load = BenchSuite.Start("virtual-device",
            "--devices", suite.DevicesFile, "--mqtt", $"mqtt://{suite.MqttAddress}", "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--duration", "1800");
        _ = load.StandardOutput.ReadToEndAsync();
        _ = load.StandardError.ReadToEndAsync();
        try
        {
            await Wait.UntilAsync(async () => await OnlineAsync(registry) >= devices.Count, TimeSpan.FromMinutes(2), "all virtual devices online");
            await using var broker = await Broker.ConnectAsync(suite.Broker);
            await using var channel = await broker.OpenChannelAsync();
            var refused = new List<double>();
            var confirmed = new List<double>();
            var restored = new List<double>();
            var requested = new List<double>();
            for (var i = 0; i < switches; i++)
            {
                var device = devices[i % devices.Count];
                using var probing = new CancellationTokenSource();
                var accepted = ProbeAsync(channel, device, probing.Token);
                await Task.Delay(50);

                var off = DateTimeOffset.UtcNow;
                await suite.SendAsync(HttpMethod.Patch, $"api/devices/{device.DeviceId}/status", admin, new { status = "disabled", reason = "payment_overdue" });
                requested.Add((DateTimeOffset.UtcNow - off).TotalMilliseconds);
                confirmed.Add(await ConfirmedAsync(registry, device.DeviceId, "DISABLE", off));
                await probing.CancelAsync();
                await accepted;
                refused.Add(await LastAcceptedAsync(suite, device, off));

                var on = DateTimeOffset.UtcNow;
                await suite.SendAsync(HttpMethod.Patch, $"api/devices/{device.DeviceId}/status", admin, new { status = "active", reason = "payment_received" });
                restored.Add(await ConfirmedAsync(registry, device.DeviceId, "ENABLE", on));
                if ((i + 1) % 50 == 0) Console.Error.WriteLine($"killswitch: {i + 1} of {switches}");
            }

            var context = string.Create(CultureInfo.InvariantCulture, $"{switches} switches, {Rate} readings/s from {devices.Count} virtual devices; {Machine.Describe()}");
            return
            [
                Measurement.Info("killswitch.request_p95", Quantile.Of(requested, 0.95), "ms", $"PATCH answered; {context}"),
                Measurement.Info("killswitch.refused_p50", Quantile.Of(refused, 0.5), "ms", "request sent to last accepted reading of the device, probed every 5 ms"),
                Measurement.AtMost("killswitch.refused_p99", Quantile.Of(refused, 0.99), GoalRefusedP99, "ms", context),
                Measurement.Info("killswitch.confirmed_p50", Quantile.Of(confirmed, 0.5), "ms", "request sent to the device's confirmation received"),
                Measurement.AtMost("killswitch.confirmed_p99", Quantile.Of(confirmed, 0.99), GoalConfirmedP99, "ms", context),
                Measurement.Info("killswitch.enabled_p99", Quantile.Of(restored, 0.99), "ms", "activation to the device's confirmation received"),
            ];
        }
        finally
        {
            load.Kill();
            await load.WaitForExitAsync();
        }
    }

    /// <summary>Publishes valid readings in the device's name until told to stop.</summary>
    private static async Task ProbeAsync(IChannel channel, BenchDevice device, CancellationToken ct)
    {
        var key = device.Topic.Replace('/', '.');
        using var timer = new PeriodicTimer(ProbeEvery);
        var sequence = 1_000_000_000L;
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                var body = string.Create(CultureInfo.InvariantCulture,
                    $$"""{"device_id":"{{device.DeviceId}}","license_key":"{{device.LicenseKey}}","timestamp":"{{DateTime.UtcNow:O}}","seq":{{sequence++}},"temperature":21,"humidity":50,"aqi":20}""");
                await channel.BasicPublishAsync("amq.topic", key, Encoding.UTF8.GetBytes(body), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The device has confirmed; so probing is over.
            return;
        }
    }

    /// <summary>Milliseconds from the request to the last probe that was let in, 0 when none was after it.</summary>
    private static async Task<double> LastAcceptedAsync(BenchSuite suite, BenchDevice device, DateTimeOffset since)
    {
        await using var connection = await suite.TelemetryDatabase.OpenConnectionAsync();
        var last = await connection.ExecuteScalarAsync<DateTime?>("""
            select max(r.received_at) from environment_readings r join pit_devices p on p.device = r.device
            where p.device_id = @DeviceId and r.time > @from and r.seq >= 1000000000
            """, new { device.DeviceId, from = since.AddMinutes(-1).UtcDateTime });
        return last is { } at && at > since.UtcDateTime ? (at - since.UtcDateTime).TotalMilliseconds : 0;
    }

    /// <summary>Waits for the command's end and gives the time from the request to the device's answer as received.</summary>
    private static async Task<double> ConfirmedAsync(NpgsqlDataSource registry, string deviceId, string command, DateTimeOffset since)
    {
        DateTime? finished = null;
        await Wait.UntilAsync(async () =>
        {
            await using var connection = await registry.OpenConnectionAsync();
            finished = await connection.ExecuteScalarAsync<DateTime?>("""
                select c.finished_at from commands c join devices d using (device_number)
                where d.device_id = @deviceId and c.command = @command and c.status = 'succeeded' and c.queued_at >= @from
                order by c.queued_at desc limit 1
                """, new { deviceId, command, from = since.UtcDateTime });
            return finished is not null;
        }, TimeSpan.FromSeconds(30), $"{deviceId} confirms {command}");
        return (finished!.Value - since.UtcDateTime).TotalMilliseconds;
    }

    private static async Task<long> OnlineAsync(NpgsqlDataSource registry)
    {
        await using var connection = await registry.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from device_presence where online");
    }
}
