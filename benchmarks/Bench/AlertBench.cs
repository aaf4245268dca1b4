using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace Platform.Bench;

/// <summary>
/// Dangerous air in one workshop after the other, while 1,000 readings a second come in: how long from the reading to the owner's open page,
/// and until the owner's SMS is with the provider (a simulator that speaks its protocol).
/// </summary>
internal static class AlertBench
{
    private const int Rate = 1000, Workshops = 20;
    private const double GoalPageP95 = 1000, GoalSmsP95 = 3000;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite)
    {
        Console.Error.WriteLine($"alert: {Workshops} workshops at {Rate} messages/s");
        var admin = await suite.SignInAsync("admin");
        await using var broker = await Broker.ConnectAsync(suite.Broker);
        await using var channel = await broker.OpenChannelAsync();
        await using var load = Fleet.Start(suite, suite.DevicesFile, "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--duration", "1800");
        var pages = new List<double>();
        var sms = new List<double>();
        for (var i = 0; i < Workshops; i++)
        {
            var phone = string.Create(CultureInfo.InvariantCulture, $"+9190000{i:00000}");
            var (owner, device) = await WorkshopAsync(suite, admin, i, phone);
            await using var page = await BenchSocket.OpenAsync(suite, owner);
            // A device that was registered a moment ago is known to telemetry when it has heard of it.
            DateTimeOffset? good = null;
            for (var tries = 0; good is null && tries < 15; tries++)
            {
                await PublishAsync(channel, device, aqi: 30);
                good = await page.FindAsync(e => IsOf(e, "sensor_update", device), TimeSpan.FromSeconds(2));
            }

            if (good is null) throw new TimeoutException("The good reading: not within half a minute.");

            var since = DateTimeOffset.UtcNow;
            await PublishAsync(channel, device, aqi: 210);
            pages.Add((await page.FirstAsync(e => IsOf(e, "alert", device) && e.GetProperty("severity").GetString() == "critical", "the alert") - since).TotalMilliseconds);
            DateTimeOffset? sent = null;
            await Wait.UntilAsync(async () => (sent = await SmsAsync(suite, admin, phone, since)) is not null, TimeSpan.FromSeconds(30), $"an SMS to {phone}", TimeSpan.FromMilliseconds(250));
            sms.Add((sent!.Value - since).TotalMilliseconds);
        }

        var context = string.Create(CultureInfo.InvariantCulture, $"{Workshops} workshops one after the other, {Rate} readings/s beside them; {Machine.Describe()}");
        return
        [
            Measurement.Info("alert.page_p50", Quantile.Of(pages, 0.5), "ms", "reading published to the event at the owner's WebSocket"),
            Measurement.AtMost("alert.page_p95", Quantile.Of(pages, 0.95), GoalPageP95, "ms", context),
            Measurement.Info("alert.sms_p50", Quantile.Of(sms, 0.5), "ms", "reading published to the request at the provider's simulator"),
            Measurement.AtMost("alert.sms_p95", Quantile.Of(sms, 0.95), GoalSmsP95, "ms", "the same"),
        ];
    }

    private static async Task<(string Owner, BenchDevice Device)> WorkshopAsync(BenchSuite suite, string admin, int number, string phone)
    {
        var made = await suite.SendAsync(HttpMethod.Post, "api/tenants", admin, new
        {
            name = $"Bench {number}",
            owner_name = "Asha",
            owner_email = $"bench{number}@example.com",
            owner_phone = phone,
            pits = 1,
        });
        var code = made.GetProperty("code").GetString()!;
        var account = made.GetProperty("owner");
        var temporary = account.GetProperty("temporary_password").GetString()!;
        var first = await suite.SignInAsync(account.GetProperty("username").GetString()!, temporary);
        var owner = (await suite.SendAsync(HttpMethod.Post, "api/auth/password", first, new { current_password = temporary, new_password = "Bench-Passw0rd-1" })).GetProperty("access_token").GetString()!;
        var id = string.Create(CultureInfo.InvariantCulture, $"ESP32-ALERT{number:00}");
        var device = await suite.SendAsync(HttpMethod.Post, "api/devices", owner, new { device_id = id, pit_number = 1, camera_ip = "10.8.0.9", camera_model = "DS-2CD1043G2" });
        return (owner, new BenchDevice(id, device.GetProperty("secret").GetString()!, device.GetProperty("license_key").GetString()!, code, device.GetProperty("topic").GetString()!));
    }

    private static async Task PublishAsync(IChannel channel, BenchDevice device, double aqi)
    {
        var body = string.Create(CultureInfo.InvariantCulture,
            $$"""{"device_id":"{{device.DeviceId}}","license_key":"{{device.LicenseKey}}","timestamp":"{{DateTime.UtcNow:O}}","temperature":22,"humidity":50,"aqi":{{aqi}}}""");
        await channel.BasicPublishAsync("amq.topic", device.Topic.Replace('/', '.'), Encoding.UTF8.GetBytes(body), CancellationToken.None);
    }

    private static bool IsOf(JsonElement message, string type, BenchDevice device) =>
        message.GetProperty("type").GetString() == type && message.TryGetProperty("device_id", out var id) && id.GetString() == device.DeviceId;

    private static async Task<DateTimeOffset?> SmsAsync(BenchSuite suite, string token, string phone, DateTimeOffset since) =>
        (await suite.SendAsync(HttpMethod.Get, $"dev/messages?to={Uri.EscapeDataString(phone)}", token)).GetProperty("items").EnumerateArray()
            .Where(m => m.GetProperty("channel").GetString() == "sms" && m.GetProperty("at").GetDateTimeOffset() >= since).Select(m => (DateTimeOffset?)m.GetProperty("at").GetDateTimeOffset()).LastOrDefault();
}
