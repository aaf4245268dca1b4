using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Platform.DeviceProtocol;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Devices;

/// <summary>License keys: <c>LIC-XXXX-XXXX-XXXX</c>.</summary>
internal static class LicenseKey
{
    /// <summary>A-Z and 2-9 without I, L and O, which look like 1 and 0: 31 characters, so 12 of them hold 59 bits.</summary>
    public const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>A new random key.</summary>
    public static string Create() =>
        $"LIC-{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";
}

/// <summary>A device's own secret: 256 random bits, shown once; only its hash is kept.</summary>
internal sealed record NewSecret(string Value, string Sha256)
{
    /// <summary>A new random secret as base64url (43 characters).</summary>
    public static NewSecret Create()
    {
        var value = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new(value, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value))));
    }
}

/// <summary>Which ids devices may have. They are MQTT user names and topic segments.</summary>
internal static partial class DeviceId
{
    /// <summary>
    /// True for 1 to 50 characters of A-Z, a-z, 0-9, '_' and '-'. Ids in the form of a tenant's code are refused, because
    /// the broker tells the accounts of tenants and devices apart by their names; and words that are addresses under
    /// <c>/api/devices</c>.
    /// </summary>
    public static bool IsValid(string? id) => Identifier.IsValid(id) && !TenantCode().IsMatch(id!) && !Addresses.Contains(id, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Addresses = ["figures", "register"];

    [GeneratedRegex("^[a-z]+_[0-9]+\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex TenantCode();
}

/// <summary>
/// The MQTT topics of a device. A controller has topics under its own id for life, whoever owns it; one of a workshop has
/// them under the workshop, and under its own id while it has none.
/// </summary>
internal static class Topics
{
    /// <summary>Where the device publishes its readings.</summary>
    public static string Readings(string? tenantCode, string? pitCode, string deviceId) =>
        tenantCode is null || pitCode is null ? $"devices/{deviceId}/telemetry" : DeviceTopic.Sensors(tenantCode, pitCode);

    /// <summary>Where the device gets its commands.</summary>
    public static string Command(KnownType? type, string? tenantCode, string deviceId) =>
        tenantCode is null || type?.Definition.Topics == KnownType.DeviceTopics ? $"devices/{deviceId}/control" : DeviceTopic.Command(tenantCode, deviceId);
}
