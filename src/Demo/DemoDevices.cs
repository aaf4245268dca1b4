using System.Globalization;
using System.Net;
using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Demo;

/// <summary>Registers the demo's devices as the owner would, and writes what the virtual devices need.</summary>
internal static class DemoDevices
{
    private const int ReportEvery = 100;

    public static async Task EnsureAsync(PlatformClient platform, DemoOptions options, DemoState state)
    {
        var owner = state.Account("owner")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        for (var number = state.Devices.Count + 1; number <= options.Devices; number++)
        {
            state.Devices.Add(await RegisterAsync(platform, state, token, number, ((number - 1) % Math.Min(options.Devices, DemoOptions.MaxPits)) + 1));
            if (number % ReportEvery != 0 && number != options.Devices) continue;
            state.Save();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number} of {options.Devices} devices are registered."));
        }

        // The active key comes first.
        var keys = (await platform.SendAsync(HttpMethod.Get, "licensing", "/.well-known/device-lease-keys", token: null)).GetProperty("keys");
        state.LeasePublicKey = keys[0].GetProperty("pem").GetString()!;
        state.Save();
        PrivateFile.Write(Path.Combine(options.Folder, "devices.json"), JsonSerializer.Serialize(new
        {
            mqtt = options.Mqtt,
            ca_file = options.CaFile.Length > 0 ? options.CaFile : null,
            lease_public_key = state.LeasePublicKey,
            devices = (object[])
            [
                .. state.Devices.Take(options.Devices).Select(d => new { d.DeviceId, d.Secret, d.LicenseKey, d.Tenant, d.Pit, d.Topic, interval_s = 10 }),
                .. state.Controllers.Select(c => new { product = "controller", c.Type, c.DeviceId, c.Secret }),
            ],
        }, Json.Options));
    }

    /// <summary>Registers one device; one that exists but whose secret was lost gets a new secret.</summary>
    private static async Task<DemoDevice> RegisterAsync(PlatformClient platform, DemoState state, string token, int number, int pit)
    {
        var deviceId = string.Create(CultureInfo.InvariantCulture, $"ESP32-{state.TenantId:D4}{number:X8}");
        var (status, made) = await platform.TrySendAsync(HttpMethod.Post, "registry", "/api/devices", token, new
        {
            device_id = deviceId,
            pit_number = pit,
            camera_ip = string.Create(CultureInfo.InvariantCulture, $"10.8.{(number >> 8) & 0xFF}.{number & 0xFF}"),
            camera_model = "DS-2CD1043G2",
        });
        if (status == HttpStatusCode.Conflict)
        {
            var device = await platform.SendAsync(HttpMethod.Get, "registry", $"/api/devices/{deviceId}", token);
            var rotated = await platform.SendAsync(HttpMethod.Post, "registry", $"/api/devices/{deviceId}/credentials", token, new { });
            return new DemoDevice(deviceId, rotated.GetProperty("secret").GetString()!, device.GetProperty("license_key").GetString()!, state.TenantCode, PitOf(pit), TopicOf(state, pit));
        }

        if (status != HttpStatusCode.Created) throw new PlatformException($"The device {deviceId} could not be registered: {(int)status} {made}");
        return new DemoDevice(deviceId, made.GetProperty("secret").GetString()!, made.GetProperty("license_key").GetString()!, state.TenantCode, PitOf(pit), TopicOf(state, pit));
    }

    private static string PitOf(int pit) => string.Create(CultureInfo.InvariantCulture, $"pit{pit}");

    private static string TopicOf(DemoState state, int pit) => $"workshop/{state.TenantCode}/pit/{PitOf(pit)}/sensors";
}
