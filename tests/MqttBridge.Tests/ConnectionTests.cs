using Platform.Contracts.MqttBridge;
using Platform.TestKit;

namespace Platform.MqttBridge.Tests;

/// <summary>What a real broker's questions say about a device that cannot get through.</summary>
public sealed class ConnectionTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Connection_is_told()
    {
        var connected = await fixture.Bus.ListenAsync<DevicesConnected>();
        await using var device = await fixture.ConnectAsync("ESP32-1");
        device.ConnectAnswer.ShouldBe(0);
        await connected.FirstAsync(e => e.Devices.Any(d => d.DeviceId == "ESP32-1"), Seconds);
    }

    [Theory]
    [InlineData("ESP32-2", "ESP32-2", "wrong", "wrong_password", "")]
    [InlineData("ESP32-SLEEPY", "esp32-other", null, "wrong_client_id", "esp32-other")]
    [InlineData("ESP32-CUT", "ESP32-CUT", null, "cut_off", "")]
    [InlineData("RY4-GONE", "RY4-GONE", null, "decommissioned", "")]
    public async Task Refused_sign_in_is_told_within_seconds(string deviceId, string clientId, string? password, string reason, string detail)
    {
        var refused = await fixture.Bus.ListenAsync<DeviceConnectionsRefused>();
        await using var device = await fixture.ConnectAsync(deviceId, clientId, password);
        device.ConnectAnswer.ShouldNotBe(0);
        var told = await refused.FirstAsync(e => e.Refusals.Any(r => r.DeviceId == deviceId && r.Reason == reason), Seconds);
        told.Refusals.First(r => r.DeviceId == deviceId).Detail.ShouldBe(detail);
    }

    [Fact]
    public async Task Foreign_topic_is_told_with_the_topic()
    {
        var refused = await fixture.Bus.ListenAsync<DeviceConnectionsRefused>();
        await using (var device = await fixture.ConnectAsync("ESP32-3"))
            (await device.PublishAsync("workshop/ws_1/pit/pit2/sensors", "{}")).ShouldBeFalse();
        await RefusalAsync("ESP32-3", "publish workshop/ws_1/pit/pit2/sensors");

        await using (var device = await fixture.ConnectAsync("ESP32-LOOSE"))
            (await device.SubscribeAsync("workshop/ws_1/device/+/command")).ShouldBeFalse();
        await RefusalAsync("ESP32-LOOSE", "subscribe workshop/ws_1/device/+/command");

        Task RefusalAsync(string deviceId, string detail) =>
            refused.FirstAsync(e => e.Refusals.Any(r => r.DeviceId == deviceId && r.Reason == "wrong_topic" && r.Detail == detail), Seconds);
    }

    [Fact]
    public async Task Workshops_topic_of_a_device_that_belongs_to_none_is_told()
    {
        var refused = await fixture.Bus.ListenAsync<DeviceConnectionsRefused>();
        await using var device = await fixture.ConnectAsync("ESP32-FACTORY");
        (await device.PublishAsync("workshop/ws_1/pit/pit5/sensors", "{}")).ShouldBeFalse();
        await refused.FirstAsync(e => e.Refusals.Any(r => r.DeviceId == "ESP32-FACTORY" && r.Reason == "not_assigned"), Seconds);
    }

    [Fact]
    public async Task Names_that_nobody_has_are_not_told()
    {
        var refused = await fixture.Bus.ListenAsync<DeviceConnectionsRefused>();
        for (var i = 0; i < 20; i++)
        {
            await using var nobody = await fixture.ConnectAsync($"ESP32-GUESS-{i}");
            nobody.ConnectAnswer.ShouldNotBe(0);
        }

        await using var known = await fixture.ConnectAsync("ESP32-BAD", password: "wrong");
        await refused.FirstAsync(e => e.Refusals.Any(r => r.DeviceId == "ESP32-BAD"), Seconds);
        refused.All.SelectMany(e => e.Refusals).ShouldAllBe(r => Accounts.Devices.Any(d => d.DeviceId == r.DeviceId));
    }
}
