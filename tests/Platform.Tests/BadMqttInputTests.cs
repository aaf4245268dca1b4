using Dapper;
using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>What comes over MQTT and must not: refused or set aside with its reason, and the good message beside it is stored.</summary>
public sealed class BadMqttInputTests(SuiteFixture suite)
{
    [Fact]
    public async Task Wrong_password_and_foreign_client_id_may_not_connect()
    {
        var device = await suite.RegisterDeviceAsync(await suite.SignInAsync("owner"), pit: 1);
        await using var own = await MqttClient.ConnectAsync(suite.MqttPort, device.DeviceId, device.DeviceId, device.Secret);
        own.ConnectAnswer.ShouldBe(0);

        await using var wrong = await MqttClient.ConnectAsync(suite.MqttPort, device.DeviceId, device.DeviceId, "wrong");
        await using var foreign = await MqttClient.ConnectAsync(suite.MqttPort, suite.DemoDevice(0).DeviceId, device.DeviceId, device.Secret);

        wrong.ConnectAnswer.ShouldNotBe(0);
        foreign.ConnectAnswer.ShouldNotBe(0);
    }

    [Theory]
    [InlineData("workshop/{code}/#")]
    [InlineData("workshop/+/device/+/command")]
    [InlineData("#")]
    [InlineData("workshop/{code}/device/{other}/command")]
    [InlineData("workshop/{code}/device/*/command")]
    public async Task Device_may_subscribe_to_its_own_commands_only(string topic)
    {
        var device = await suite.RegisterDeviceAsync(await suite.SignInAsync("owner"), pit: 1);
        var asked = topic.Replace("{code}", suite.TenantCode, StringComparison.Ordinal).Replace("{other}", suite.DemoDevice(0).DeviceId, StringComparison.Ordinal);

        await using var client = await MqttClient.ConnectAsync(suite.MqttPort, device.DeviceId, device.DeviceId, device.Secret);

        (await client.SubscribeAsync(asked)).ShouldBeFalse();
    }

    [Fact]
    public async Task Foreign_topic_is_refused_by_the_broker_and_not_stored()
    {
        var device = await suite.RegisterDeviceAsync(await suite.SignInAsync("owner"), pit: 1);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, suite.DemoDevice(1).Topic, device.Reading(seq: 77))).ShouldNotBe(0);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, $"workshop/{suite.TenantCode}/device/{device.DeviceId}/command", "{}")).ShouldNotBe(0);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(seq: 78))).ShouldBe(0);
        await OnlyStoredAsync(device, seq: 78);
    }

    [Theory]
    [InlineData("""{"device_id":"{id}","license_key":"{key}","temperature":NaN,"humidity":50,"aqi":1}""", "bad_json")]
    [InlineData("""{"device_id":"{id}","license_key":"{key}","temperature":""", "bad_json")]
    [InlineData("""{"device_id":"{id}","license_key":"{key}","temperature":900,"humidity":50,"aqi":1}""", "implausible_value")]
    [InlineData("""{"device_id":"{id}","license_key":"{key}","humidity":50,"aqi":1}""", "missing_field")]
    [InlineData("""{"device_id":"{id}","license_key":"LIC-AAAA-BBBB-CCCC","temperature":20,"humidity":50,"aqi":1}""", "unknown_license")]
    [InlineData("""{"device_id":"{id}","license_key":"{otherkey}","temperature":20,"humidity":50,"aqi":1}""", "wrong_device")]
    public async Task Bad_payload_is_set_aside_with_its_reason_and_the_good_one_beside_it_is_stored(string payload, string reason)
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 1);
        var body = payload.Replace("{id}", device.DeviceId, StringComparison.Ordinal).Replace("{key}", device.LicenseKey, StringComparison.Ordinal)
            .Replace("{otherkey}", suite.DemoDevice(0).LicenseKey, StringComparison.Ordinal);

        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, body)).ShouldBe(0);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(seq: 2))).ShouldBe(0);

        await OnlyStoredAsync(device, seq: 2);
        await RejectedAsync(owner, device.Topic, reason);
    }

    [Fact]
    public async Task Pit_that_does_not_exist_is_set_aside_as_wrong_topic()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 1);
        var (username, password) = suite.Account("mqtt");
        var topic = $"workshop/{suite.TenantCode}/pit/pit99/sensors";

        (await Mosquitto.PublishAsync(suite, username, password, topic, device.Reading(), $"{username}-test")).ShouldBe(0);

        await RejectedAsync(owner, topic, "wrong_topic");
        (await suite.StoredAsync(device)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Payload_of_a_megabyte_is_set_aside()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 1);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, new string('x', 1024 * 1024))).ShouldBe(0);
        await RejectedAsync(owner, device.Topic, "payload_too_large");
    }

    [Theory]
    [InlineData("1970-01-01T00:00:01Z")]
    [InlineData("2099-01-01T00:00:00Z")]
    public async Task Impossible_time_is_replaced_and_marked(string timestamp)
    {
        var device = await suite.RegisterDeviceAsync(await suite.SignInAsync("owner"), pit: 1);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(seq: 1, timestamp: timestamp))).ShouldBe(0);

        await OnlyStoredAsync(device, seq: 1);
        await using var connection = await suite.Telemetry.OpenConnectionAsync();
        var (age, source) = await connection.QuerySingleAsync<(double, short)>("""
            select extract(epoch from now() - r.time)::float8, r.time_source from environment_readings r join pit_devices p using (device) where p.device_id = @DeviceId
            """, new { device.DeviceId });
        Math.Abs(age).ShouldBeLessThan(60);
        source.ShouldBe((short)2);
    }

    /// <summary>Waits for the last that was published; with it everything before has been judged, and nothing else may be there.</summary>
    private async Task OnlyStoredAsync(SuiteDevice device, long seq)
    {
        await Eventually.BecomesTrueAsync(async () => (await suite.StoredAsync(device)).Any(r => r.Seq == seq), $"reading {seq} of {device.DeviceId} is stored");
        (await suite.StoredAsync(device)).Select(r => r.Seq).ShouldBe([seq]);
    }

    private Task RejectedAsync(string owner, string topic, string reason) => Eventually.BecomesTrueAsync(
        async () => (await suite.OkAsync(HttpMethod.Get, $"/api/telemetry/rejected?reason={reason}", owner)).GetProperty("items").EnumerateArray()
            .Any(r => r.GetProperty("topic").GetString()!.Replace('.', '/') == topic), $"{reason} on {topic} is visible to the owner");
}
