namespace Platform.DeviceProtocol.Tests;

public sealed class TopicTests
{
    private static readonly string Fifty = new('a', 50);

    public static TheoryData<string, TopicKind, string, string> Known() => new()
    {
        { "workshop/workshop_001/pit/pit1/sensors", TopicKind.PitSensors, "workshop_001", "pit1" },
        { "workshop.workshop_001.pit.pit1.sensors", TopicKind.PitSensors, "workshop_001", "pit1" },
        { "workshop/workshop_001/pit1/sensors", TopicKind.PitSensors, "workshop_001", "pit1" },
        { "workshop.workshop_001.pit1.sensors", TopicKind.PitSensors, "workshop_001", "pit1" },
        { "workshop/w/device/ESP32-A1B2C3/status", TopicKind.DeviceStatus, "w", "ESP32-A1B2C3" },
        { "workshop.w.device.ESP32-A1B2C3.command", TopicKind.DeviceCommand, "w", "ESP32-A1B2C3" },
        { $"workshop/{Fifty}/pit/{Fifty}/sensors", TopicKind.PitSensors, Fifty, Fifty },
        { "workshop/w/pit.pit1/sensors", TopicKind.PitSensors, "w", "pit1" },
        { "devices/RY4-7KQ2M9XAP/status", TopicKind.ControllerStatus, "", "RY4-7KQ2M9XAP" },
        { "devices.RY4-7KQ2M9XAP.heartbeat", TopicKind.ControllerHeartbeat, "", "RY4-7KQ2M9XAP" },
        { "devices/RY4-7KQ2M9XAP/control", TopicKind.ControllerCommand, "", "RY4-7KQ2M9XAP" },
        { "admin/devices/RY4-7KQ2M9XAP/logs", TopicKind.ControllerLogs, "", "RY4-7KQ2M9XAP" },
        { "users/12/devices/RY4-7KQ2M9XAP/status", TopicKind.UserMirror, "12", "RY4-7KQ2M9XAP" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Topic_of_the_platform_is_taken_apart(string topic, TopicKind kind, string tenant, string subject)
    {
        var parsed = DeviceTopic.Parse(topic);

        parsed.Kind.ShouldBe(kind);
        parsed.TenantCode.ToString().ShouldBe(tenant);
        parsed.Subject.ToString().ShouldBe(subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("workshop")]
    [InlineData("workshop/w/sensors")]
    [InlineData("/workshop/w/pit/p/sensors")]
    [InlineData("workshop/w/pit/p/sensors/")]
    [InlineData("workshop//pit/p/sensors")]
    [InlineData("workshop/w/pit//sensors")]
    [InlineData("workshop/w/pit/p/x/sensors")]
    [InlineData("workshop/w/pit/p/x/y/z/sensors")]
    [InlineData("workshop/*/pit/p/sensors")]
    [InlineData("workshop/w/pit/*/sensors")]
    [InlineData("workshop/w/pit/+/sensors")]
    [InlineData("workshop/w/#")]
    [InlineData("workshop/w/pit/p/#")]
    [InlineData("workshop/w/pit/p/Sensors")]
    [InlineData("Workshop/w/pit/p/sensors")]
    [InlineData("factory/w/pit/p/sensors")]
    [InlineData("workshop/w/bay/p/sensors")]
    [InlineData("workshop/w/device/d/sensors")]
    [InlineData("workshop/w/pit/p/command")]
    [InlineData("workshop/w/device/d/log")]
    [InlineData("workshop/w/p/status")]
    [InlineData("workshop/w/status")]
    [InlineData("devices/d")]
    [InlineData("devices/d/telemetry")]
    [InlineData("devices/*/status")]
    [InlineData("devices//status")]
    [InlineData("devices/d/x/status")]
    [InlineData("device/d/status")]
    [InlineData("admin/devices/d/status")]
    [InlineData("admin/device/d/logs")]
    [InlineData("users/12/devices/d/control")]
    [InlineData("users/12/device/d/status")]
    [InlineData("users/*/devices/d/status")]
    [InlineData("workshop/werkstätte/pit/p/sensors")]
    [InlineData("workshop/w/pit/p\u0000/sensors")]
    [InlineData("workshop/w/pit/ｐ/sensors")]
    [InlineData("workshop/w/pit/p /sensors")]
    [InlineData("workshop/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/pit/p/sensors")]
    [InlineData("workshop/w/pit/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/sensors")]
    public void Topic_of_nobody_is_unknown(string topic)
    {
        var parsed = DeviceTopic.Parse(topic);

        parsed.Kind.ShouldBe(TopicKind.Unknown);
        parsed.TenantCode.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Topics_that_are_made_are_read_back()
    {
        DeviceTopic.Parse(DeviceTopic.Sensors("w", "p")).Kind.ShouldBe(TopicKind.PitSensors);
        DeviceTopic.Parse(DeviceTopic.Command("w", "d")).Kind.ShouldBe(TopicKind.DeviceCommand);
        DeviceTopic.Parse(DeviceTopic.Status("w", "d")).Kind.ShouldBe(TopicKind.DeviceStatus);
        DeviceTopic.ToRoutingKey(DeviceTopic.Sensors("w", "p")).ShouldBe("workshop.w.pit.p.sensors");
    }

    [Theory]
    [InlineData("ESP32-A1B2C3D4E5F6", true)]
    [InlineData("a_b-C9", true)]
    [InlineData("", false)]
    [InlineData("a.b", false)]
    [InlineData("a/b", false)]
    [InlineData("a*", false)]
    [InlineData("#", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    public void Identifier_is_letters_digits_underscore_and_hyphen(string id, bool isValid) => Identifier.IsValid(id).ShouldBe(isValid);

    [Fact]
    public void Identifier_has_at_most_fifty_characters()
    {
        Identifier.IsValid(Fifty).ShouldBeTrue();
        Identifier.IsValid(Fifty + "a").ShouldBeFalse();
    }
}
