using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>From the device's reading over MQTT to one alert on the dashboard and in the app, and to its end.</summary>
public sealed class AlertJourneyTests(SuiteFixture suite)
{
    [Fact]
    public async Task Dangerous_air_is_one_critical_alert_seen_live_acknowledged_and_cleared()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 3);
        await using var browser = await LiveSocket.OpenAsync(suite, owner);

        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading().WithAqi(210))).ShouldBe(0);

        var live = await browser.FirstAsync(m => m.GetProperty("type").GetString() == "alert" && m.GetProperty("device_id").GetString() == device.DeviceId, "the alert in the browser");
        (live.GetProperty("alert_type").GetString(), live.GetProperty("severity").GetString(), live.GetProperty("status").GetString()).ShouldBe(("critical_aqi", "critical", "open"));
        var alerts = (await suite.OkAsync(HttpMethod.Get, $"/api/alerts?device_id={device.DeviceId}", owner)).GetProperty("items");
        var id = alerts.EnumerateArray().ShouldHaveSingleItem().GetProperty("alert_id").GetInt64();
        // What is over before anybody was told is not told to have begun.
        await ReadsAsync(owner, id, 1);
        await suite.OkAsync(HttpMethod.Post, $"/api/alerts/{id}/acknowledge", owner, new { note = "Doors are open" });

        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading().WithAqi(30))).ShouldBe(0);
        await browser.FirstAsync(m => m.GetProperty("type").GetString() == "alert" && m.GetProperty("alert_id").GetInt64() == id && m.GetProperty("status").GetString() == "cleared", "its end in the browser");
        await ReadsAsync(owner, id, 2);
    }

    /// <summary>Waits for so many messages about the alert in the owner's app.</summary>
    private Task ReadsAsync(string owner, long alertId, int messages) => Eventually.BecomesTrueAsync(async () => (await suite.OkAsync(HttpMethod.Get, "/api/messages?limit=200", owner)).GetProperty("items").EnumerateArray()
        .Count(m => m.GetProperty("alert_id").ValueKind == System.Text.Json.JsonValueKind.Number && m.GetProperty("alert_id").GetInt64() == alertId) == messages, $"the owner reads {messages} in the app");
}

internal static class ReadingText
{
    /// <summary>The reading with another AQI.</summary>
    public static string WithAqi(this string reading, double aqi)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(reading)!.AsObject();
        json["aqi"] = aqi;
        return json.ToJsonString();
    }
}
