using System.Net.Http.Headers;
using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Suite.Tests;

/// <summary>A device with its credentials.</summary>
public sealed record SuiteDevice(string DeviceId, string Secret, string LicenseKey, string Tenant, string Pit, string Topic)
{
    /// <summary>Its credentials for HTTP.</summary>
    public AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{DeviceId}:{Secret}")));

    /// <summary>Reads one of summary.json.</summary>
    public static SuiteDevice From(JsonElement json) => json.Deserialize<SuiteDevice>(Json.Options)!;

    /// <summary>A valid reading of this device as JSON.</summary>
    public string Reading(double temperature = 24.5, long? seq = null, string? timestamp = null, string? licenseKey = null, string? deviceId = null) => JsonSerializer.Serialize(
        new { device_id = deviceId ?? DeviceId, license_key = licenseKey ?? LicenseKey, timestamp, seq, temperature, humidity = 50.0, aqi = 42, pressure = 1008.0 }, Json.Options);
}
