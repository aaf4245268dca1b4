using System.Text.Json;
using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>Nobody sees what is not theirs: over HTTP, over the socket, over MQTT.</summary>
public sealed class IsolationTests(SuiteFixture suite)
{
    [Fact]
    public async Task Other_workshop_sees_nothing_of_this_one()
    {
        var (owner, mqtt) = await NewWorkshopAsync("Other Detailing");
        var foreign = suite.DemoDevice(0);
        await using var browser = await LiveSocket.OpenAsync(suite, owner);
        var mine = await suite.RegisterDeviceAsync(await suite.SignInAsync("owner"), pit: 1);
        (await Mosquitto.PublishAsync(suite, mine.DeviceId, mine.Secret, mine.Topic, mine.Reading())).ShouldBe(0);

        foreach (var path in new[] { $"/api/devices/{foreign.DeviceId}", $"/api/devices/{foreign.DeviceId}/status", $"/api/devices/{foreign.DeviceId}/license", $"/api/devices/{foreign.DeviceId}/commands", "/api/pits/1/sensors/latest" })
            (await suite.SendAsync(HttpMethod.Get, path, owner)).Status.ShouldBe(404, path);
        (await suite.OkAsync(HttpMethod.Get, "/api/devices", owner)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await suite.OkAsync(HttpMethod.Get, "/api/telemetry/rejected", owner)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await suite.SendAsync(HttpMethod.Patch, $"/api/devices/{foreign.DeviceId}/status", owner, new { status = "disabled", reason = "payment_overdue" })).Status.ShouldBe(403);
        await using var client = await MqttClient.ConnectAsync(suite.MqttPort, $"{mqtt.Username}-test", mqtt.Username, mqtt.Password);
        (await client.SubscribeAsync($"workshop/{mqtt.Username}/#")).ShouldBeTrue("the own topics");
        (await client.SubscribeAsync($"workshop/{suite.TenantCode}/#")).ShouldBeFalse("a foreign workshop's topics");

        // An own reading comes behind the foreign one, by the same way: when it is here, the other would be.
        var own = await suite.RegisterDeviceAsync(owner, pit: 1, tenant: mqtt.Username);
        (await Mosquitto.PublishAsync(suite, own.DeviceId, own.Secret, own.Topic, own.Reading())).ShouldBe(0);
        await browser.FirstAsync(m => m.IsReadingOf(own.DeviceId), "the own reading in the browser");
        browser.Messages.Where(m => m.GetProperty("type").GetString() == "sensor_update").ShouldAllBe(m => m.IsReadingOf(own.DeviceId));
    }

    [Fact]
    public async Task Staff_sees_permitted_pits_only_and_a_withdrawn_pit_goes_silent()
    {
        var staff = await suite.SignInAsync("staff");
        var owner = await suite.SignInAsync("owner");
        var permitted = await suite.RegisterDeviceAsync(owner, pit: 1);
        var hidden = await suite.RegisterDeviceAsync(owner, pit: 4);
        await using var browser = await LiveSocket.OpenAsync(suite, staff);

        (await Mosquitto.PublishAsync(suite, hidden.DeviceId, hidden.Secret, hidden.Topic, hidden.Reading())).ShouldBe(0);
        (await Mosquitto.PublishAsync(suite, permitted.DeviceId, permitted.Secret, permitted.Topic, permitted.Reading())).ShouldBe(0);

        await browser.FirstAsync(m => m.IsReadingOf(permitted.DeviceId), "the permitted pit's reading");
        browser.Messages.ShouldNotContain(m => m.IsReadingOf(hidden.DeviceId));
        var pits = (await suite.OkAsync(HttpMethod.Get, "/api/pits", staff)).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("pit_number").GetInt32());
        pits.ShouldBe([1, 2]);
        var hiddenPit = (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{hidden.DeviceId}", owner)).GetProperty("pit_id").GetInt32();
        (await suite.SendAsync(HttpMethod.Get, $"/api/pits/{hiddenPit}/sensors/latest", staff)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Ended_session_is_refused_and_its_socket_closed()
    {
        var (owner, _) = await NewWorkshopAsync("Short Detailing");
        await using var browser = await LiveSocket.OpenAsync(suite, owner);

        await suite.OkAsync(HttpMethod.Post, "/api/auth/logout", owner);

        await Eventually.BecomesTrueAsync(async () => (await suite.SendAsync(HttpMethod.Get, "/api/pits", owner)).Status == 401, "the token is refused", TimeSpan.FromSeconds(5));
        await Eventually.BecomesTrueAsync(() => browser.IsClosed, "the socket is closed", TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("/internal/devices")]
    [InlineData("/internal/tenants")]
    [InlineData("/internal/licenses")]
    [InlineData("/internal/service-token")]
    [InlineData("/broker/user")]
    public async Task Inner_addresses_are_not_reachable_through_the_gateway(string path) =>
        (await suite.SendAsync(HttpMethod.Get, path, await suite.SignInAsync("admin"))).Status.ShouldBe(404);

    private async Task<(string Token, (string Username, string Password) Mqtt)> NewWorkshopAsync(string name)
    {
        var made = await suite.OkAsync(HttpMethod.Post, "/api/tenants", await suite.SignInAsync("admin"),
            new { name, owner_name = "Lee", owner_email = "lee@example.com", pits = 1, plan = "workshop" });
        var username = made.GetProperty("owner").GetProperty("username").GetString()!;
        var temporary = made.GetProperty("owner").GetProperty("temporary_password").GetString()!;
        var first = (await suite.SignInAsync(username, temporary)).GetProperty("access_token").GetString()!;
        (await suite.SendAsync(HttpMethod.Get, "/api/pits", first)).Json.GetProperty("type").GetString().ShouldBe("password_change_required");
        await suite.OkAsync(HttpMethod.Post, "/api/auth/password", first, new { current_password = temporary, new_password = "Own-Password-1" });
        JsonElement mqtt = made.GetProperty("mqtt");
        return ((await suite.SignInAsync(username, "Own-Password-1")).GetProperty("access_token").GetString()!, (mqtt.GetProperty("username").GetString()!, mqtt.GetProperty("password").GetString()!));
    }
}
