using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.MqttBridge;
using Platform.TestKit;

namespace Platform.MqttBridge.Tests;

/// <summary>Devices over real MQTT: RabbitMQ asks the bridge, the bridge decides.</summary>
public sealed class MqttTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string Reading = """{"device_id":"ESP32-1","temperature":1,"humidity":2,"aqi":3}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Nobody_is_let_in_before_the_directory_is_filled() => (await fixture.AnswerBeforeTheSnapshot).ShouldBe("deny");

    [Fact]
    public async Task Device_publishes_readings_and_status_and_gets_its_commands()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        var sent = await fixture.Bus.ListenAsync<CommandSent>();
        await using var device = await fixture.ConnectAsync("ESP32-1", cleanSession: false, will: ("workshop/ws_1/device/ESP32-1/status", """{"status":"offline"}"""));
        device.ConnectAnswer.ShouldBe(0);
        (await device.SubscribeAsync("workshop/ws_1/device/ESP32-1/command")).ShouldBeTrue();
        (await device.PublishAsync("workshop/ws_1/pit/pit1/sensors", Reading)).ShouldBeTrue();
        (await device.PublishAsync("workshop/ws_1/pit1/sensors", Reading)).ShouldBeTrue();
        (await device.PublishAsync("workshop/ws_1/device/ESP32-1/status", """{"status":"online","firmware":"1.0.0","boot":1}""")).ShouldBeTrue();
        (await reports.FirstAsync(r => r.Status == "online")).DeviceId.ShouldBe("ESP32-1");

        var command = new CommandQueued(Guid.NewGuid(), "ESP32-1", "workshop/ws_1/device/ESP32-1/command", """{"command":"DISABLE"}""", DateTimeOffset.UtcNow);
        await fixture.Bus.PublishAsync(command);
        (await device.NextMessageAsync(Soon)).ShouldBe((command.Topic, command.Payload, 1));
        await sent.FirstAsync(s => s.CommandId == command.CommandId);
    }

    [Fact]
    public async Task Controller_that_nobody_owns_yet_reports_its_button_and_heartbeat_and_gets_its_commands()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        var heartbeats = await fixture.Bus.ListenAsync<DevicesHeartbeat>();
        await using var device = await fixture.ConnectAsync("ESP32-FACTORY", cleanSession: false, will: ("devices/ESP32-FACTORY/status", """{"status":"offline"}"""));
        device.ConnectAnswer.ShouldBe(0);
        (await device.SubscribeAsync("devices/ESP32-FACTORY/control")).ShouldBeTrue();
        (await device.PublishAsync("devices/ESP32-FACTORY/status", """{"status":"button_pressed"}""")).ShouldBeTrue();
        (await device.PublishAsync("devices/ESP32-FACTORY/heartbeat", """{"uptime_s":30}""")).ShouldBeTrue();
        (await device.PublishAsync("admin/devices/ESP32-FACTORY/logs", "boot")).ShouldBeTrue();

        (await reports.FirstAsync(r => r.DeviceId == "ESP32-FACTORY")).Status.ShouldBe("button_pressed");
        await heartbeats.FirstAsync(h => h.Devices.Any(d => d.DeviceId == "ESP32-FACTORY"));
        await fixture.Bus.PublishAsync(new CommandQueued(Guid.NewGuid(), "ESP32-FACTORY", "devices/ESP32-FACTORY/control", "blink", DateTimeOffset.UtcNow));
        (await device.NextMessageAsync(Soon)).ShouldBe(("devices/ESP32-FACTORY/control", "blink", 1));
    }

    [Fact]
    public async Task Person_follows_own_devices_and_an_account_that_was_taken_away_is_closed()
    {
        await using var phone = await fixture.ConnectAsync("user_14", "user_14-phone");
        phone.ConnectAnswer.ShouldBe(0);
        (await phone.SubscribeAsync("users/14/devices/+/status")).ShouldBeTrue();
        await using (var other = await fixture.ConnectAsync("user_14", "user_14-tablet"))
            (await other.SubscribeAsync("users/12/devices/+/status")).ShouldBeFalse();

        await fixture.Bus.PublishAsync(new UserMqttChanged(new UserMqttFacts(14, 2, "owner", null, 2), DateTimeOffset.UtcNow));

        (await phone.IsClosedByBrokerAsync(Soon)).ShouldBeTrue();
    }

    [Fact]
    public async Task Command_waits_for_a_device_that_sleeps()
    {
        const string topic = "workshop/ws_1/device/ESP32-SLEEPY/command";
        await using (var awake = await fixture.ConnectAsync("ESP32-SLEEPY", cleanSession: false))
            (await awake.SubscribeAsync(topic)).ShouldBeTrue();
        var sent = await fixture.Bus.ListenAsync<CommandSent>();
        await fixture.Bus.PublishAsync(new CommandQueued(Guid.NewGuid(), "ESP32-SLEEPY", topic, "wake up", DateTimeOffset.UtcNow));
        await sent.FirstAsync(s => s.DeviceId == "ESP32-SLEEPY");

        await using var again = await fixture.ConnectAsync("ESP32-SLEEPY", cleanSession: false);
        (await again.NextMessageAsync(Soon)).ShouldBe((topic, "wake up", 1));
    }

    [Theory]
    [InlineData("ESP32-1", "ESP32-1", "wrong")]
    [InlineData("ESP32-1", "ESP32-1", "")]
    [InlineData("ESP32-NOBODY", "ESP32-NOBODY", null)]
    [InlineData("ESP32-CUT", "ESP32-CUT", null)]
    [InlineData("RY4-GONE", "RY4-GONE", null)]
    [InlineData("user_13", "user_13-phone", "")]
    [InlineData("user_12", "user_14-phone", null)]
    [InlineData("ESP32-1", "ESP32-2", null)]
    [InlineData("ws_1", "ESP32-2", null)]
    [InlineData("ws_1", "ws_1-gateway", null)]
    public async Task Account_with_a_wrong_password_or_a_foreign_client_id_does_not_get_in(string username, string clientId, string? password)
    {
        await using var client = await fixture.ConnectAsync(username, clientId, password);
        client.ConnectAnswer.ShouldNotBe(0);
    }

    [Fact]
    public async Task Anonymous_and_endless_passwords_do_not_get_in()
    {
        await using var anonymous = await MqttClient.ConnectAsync(fixture.Rabbit.MqttPort, "ESP32-1", null, null);
        anonymous.ConnectAnswer.ShouldNotBe(0);
        await using var endless = await fixture.ConnectAsync("ESP32-1", password: new string('x', 60_000));
        endless.ConnectAnswer.ShouldNotBe(0);
    }

    [Theory]
    [InlineData("ESP32-1", "ESP32-2")]
    [InlineData("ws_2", "ESP32-2")]
    public async Task Nobody_takes_over_another_devices_session(string thief, string victimId)
    {
        await using var victim = await fixture.ConnectAsync(victimId, cleanSession: false);
        (await victim.SubscribeAsync($"workshop/ws_1/device/{victimId}/command")).ShouldBeTrue();

        foreach (var cleanSession in new[] { true, false })
        {
            await using var attempt = await fixture.ConnectAsync(thief, clientId: victimId, cleanSession: cleanSession);
            attempt.ConnectAnswer.ShouldNotBe(0);
        }

        (await victim.IsAliveAsync()).ShouldBeTrue();
        await fixture.Bus.PublishAsync(new CommandQueued(Guid.NewGuid(), victimId, $"workshop/ws_1/device/{victimId}/command", "still here", DateTimeOffset.UtcNow));
        (await victim.NextMessageAsync(Soon))!.Value.Payload.ShouldBe("still here");
    }

    [Theory]
    [InlineData("workshop/ws_1/pit/pit2/sensors")]
    [InlineData("workshop/ws_2/pit/pit7/sensors")]
    [InlineData("workshop/ws_1/device/ESP32-2/status")]
    [InlineData("workshop/ws_1/device/ESP32-1/command")]
    [InlineData("workshop/ws_1/device/ESP32-2/command")]
    [InlineData("amq/gen")]
    public async Task Publishing_elsewhere_is_not_acknowledged_and_ends_the_connection(string topic)
    {
        await using var device = await fixture.ConnectAsync("ESP32-3");
        device.ConnectAnswer.ShouldBe(0);
        (await device.PublishAsync(topic, Reading)).ShouldBeFalse();
        (await device.IsClosedByBrokerAsync(Soon)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("#")]
    [InlineData("workshop/#")]
    [InlineData("workshop/ws_1/#")]
    [InlineData("workshop/ws_1/device/+/command")]
    [InlineData("workshop/+/device/ESP32-3/command")]
    [InlineData("workshop/ws_2/device/*/command")]
    [InlineData("workshop/ws_2/device/ESP32-1/command")]
    [InlineData("workshop/ws_2/pit/pit1/sensors")]
    [InlineData("$SYS/#")]
    public async Task Subscribing_elsewhere_is_refused(string filter)
    {
        await using var device = await fixture.ConnectAsync("ESP32-3");
        device.ConnectAnswer.ShouldBe(0);
        (await device.SubscribeAsync(filter)).ShouldBeFalse();
    }

    [Fact]
    public async Task Workshop_account_reads_its_own_and_commands_nobody()
    {
        await using var dashboard = await fixture.ConnectAsync("ws_1", "ws_1-dashboard");
        dashboard.ConnectAnswer.ShouldBe(0);
        (await dashboard.SubscribeAsync("workshop/ws_1/pit/+/sensors")).ShouldBeTrue();
        await using var device = await fixture.ConnectAsync("ESP32-LOOSE");
        await using var two = await fixture.ConnectAsync("ESP32-2", cleanSession: false);
        (await two.PublishAsync("workshop/ws_1/pit/pit2/sensors", Reading)).ShouldBeTrue();
        (await dashboard.NextMessageAsync(Soon))!.Value.Topic.ShouldBe("workshop/ws_1/pit/pit2/sensors");

        (await dashboard.PublishAsync("workshop/ws_1/device/ESP32-2/command", "{}")).ShouldBeFalse();
        await using var other = await fixture.ConnectAsync("ws_1", "ws_1-other");
        (await other.SubscribeAsync("workshop/ws_2/#")).ShouldBeFalse();
    }

    [Fact]
    public async Task Megabyte_on_the_own_topic_hurts_nobody()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        await using var device = await fixture.ConnectAsync("ESP32-LOOSE");
        (await device.PublishAsync("workshop/ws_1/device/ESP32-LOOSE/status", new byte[1_000_000])).ShouldBeTrue();
        (await device.PublishAsync("workshop/ws_1/device/ESP32-LOOSE/status", """{"status":"online"}""")).ShouldBeTrue();
        await reports.FirstAsync(r => r.DeviceId == "ESP32-LOOSE");
        reports.All.Count(r => r.DeviceId == "ESP32-LOOSE").ShouldBe(1);
    }

    [Theory]
    [InlineData("ESP32-BAD", "cut_off", true)]
    [InlineData("ESP32-ROTATED", "credentials_rotated", false)]
    public async Task Connection_of_a_device_that_is_cut_off_or_has_new_credentials_is_closed(string deviceId, string change, bool isCutOff)
    {
        await using var device = await fixture.ConnectAsync(deviceId);
        device.ConnectAnswer.ShouldBe(0);
        await fixture.Bus.PublishAsync(new DeviceChanged(Accounts.Of(deviceId) with { CutOff = isCutOff, SecretSha256 = new string('0', 64), Version = 2 }, change, DateTimeOffset.UtcNow));

        (await device.IsClosedByBrokerAsync(Soon)).ShouldBeTrue();
        await using var otherPassword = await fixture.ConnectAsync(deviceId, password: "not cached");
        otherPassword.ConnectAnswer.ShouldNotBe(0);
    }

    [Fact]
    public async Task Broker_tells_the_client_id_with_every_question_that_depends_on_it()
    {
        await using var device = await fixture.ConnectAsync("ESP32-1", cleanSession: false);
        await device.SubscribeAsync("workshop/ws_1/device/ESP32-1/command");
        await device.PublishAsync("workshop/ws_1/pit/pit1/sensors", Reading);

        // Without those of the test itself, which name no virtual host.
        var asked = fixture.Questions.Where(q => q.Form.ContainsKey("vhost")).ToArray();
        asked.Select(q => q.Question).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["resource", "topic", "user", "vhost"]);
        asked.ShouldAllBe(q => q.Form.ContainsKey(q.Question == "topic" ? "variable_map.client_id" : "client_id"));
    }
}
