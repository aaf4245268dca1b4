using System.Security.Cryptography;
using System.Text;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Tests.Devices;

public sealed class DeviceIdentityTests
{
    [Fact]
    public void LicenseKey_has_no_look_alikes()
    {
        LicenseKey.Alphabet.ShouldBe("ABCDEFGHJKMNPQRSTUVWXYZ23456789");
        LicenseKey.Alphabet.IndexOfAny(['I', 'L', 'O', '0', '1']).ShouldBe(-1);
        for (var i = 0; i < 1000; i++) LicenseKey.Create().ShouldMatch("^LIC(-[A-HJKMNP-Z2-9]{4}){3}$");
    }

    [Fact]
    public void NewSecret_is_256_bits_and_only_its_hash_is_kept()
    {
        var secret = NewSecret.Create();
        secret.Value.ShouldMatch("^[A-Za-z0-9_-]{43}$");
        secret.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Value))));
        NewSecret.Create().Value.ShouldNotBe(secret.Value);
    }

    [Theory]
    [InlineData("ESP32-A1B2C3D4E5F6", true)]
    [InlineData("a", true)]
    [InlineData("12345678901234567890123456789012345678901234567890", true)]
    [InlineData("123456789012345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("a.b", false)]
    [InlineData("a*", false)]
    [InlineData("#", false)]
    [InlineData("ESP32-A1\n", false)]
    [InlineData("gerät", false)]
    [InlineData("workshop_001", false)]
    [InlineData("household_12", false)]
    [InlineData("Workshop_001", true)]
    public void DeviceId_is_a_topic_segment_and_no_tenant_code(string? id, bool valid) => DeviceId.IsValid(id).ShouldBe(valid);

    [Fact]
    public void Topics_of_workshop_and_ledger_devices()
    {
        Topics.Readings("workshop_001", "pit1", "D1").ShouldBe("workshop/workshop_001/pit/pit1/sensors");
        Topics.Command(Types.Find("workshop_gateway"), "workshop_001", "D1").ShouldBe("workshop/workshop_001/device/D1/command");
        Topics.Command(null, "workshop_001", "D1").ShouldBe("workshop/workshop_001/device/D1/command");
        Topics.Readings(null, null, "D1").ShouldBe("devices/D1/telemetry");
        Topics.Command(Types.Find("workshop_gateway"), null, "D1").ShouldBe("devices/D1/control");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("workshop_001")]
    [InlineData("household_012")]
    public void Controller_has_its_command_topic_for_life(string? tenantCode) => Topics.Command(Types.Find("4Relay"), tenantCode, "D1").ShouldBe("devices/D1/control");

    private static readonly DeviceTypeCatalog Types = DeviceTypeCatalog.Load(typeof(DeviceTypeCatalog).Assembly);
}
