using System.Globalization;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What every unit of a batch is told of the platform.</summary>
/// <param name="MqttHost">Where it finds the broker.</param>
/// <param name="MqttPort">The broker's port.</param>
/// <param name="LeaseKey">The public key of leases, PEM.</param>
/// <param name="Authority">The authority that it trusts, PEM; null for public ones.</param>
internal sealed record PlatformFacts(string MqttHost, int MqttPort, string LeaseKey, string? Authority);

/// <summary>
/// A unit's provisioning data in the form that ESP-IDF's nvs_partition_gen takes: <c>key,type,encoding,value</c>, one namespace,
/// keys of at most 15 characters, fields quoted as RFC 4180 says. Pure.
/// </summary>
internal static class NvsCsv
{
    public const string Namespace = "platform";

    /// <summary>The file, with line ends of a single LF.</summary>
    public static string Write(SealedUnit unit, string secret, PlatformFacts platform)
    {
        (string Key, string? Value)[] rows =
        [
            ("serial", unit.SerialNumber),
            ("device_id", unit.SerialNumber),
            ("mqtt_user", unit.SerialNumber),
            ("mqtt_pass", secret),
            ("license", unit.LicenseKey),
            ("type", unit.DeviceType),
            ("mqtt_host", platform.MqttHost),
            ("mqtt_port", platform.MqttPort.ToString(CultureInfo.InvariantCulture)),
            ("lease_key", platform.LeaseKey),
            ("ca", platform.Authority),
        ];
        return Csv.Write([
            ["key", "type", "encoding", "value"],
            [Namespace, "namespace", "", ""],
            .. rows.Where(r => r.Value is not null).Select(r => (string[])[r.Key, "data", "string", r.Value!]),
        ]);
    }
}
