using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;

namespace Platform.MqttBridge.Tests;

/// <summary>Accounts at the broker: devices of two tenants, and the tenants' workshop accounts. The password is <c>pw-</c> and the user name.</summary>
internal static class Accounts
{
    public static IReadOnlyList<TenantFacts> Tenants { get; } = [Tenant(1, "ws_1"), Tenant(2, "ws_2")];

    public static IReadOnlyList<DeviceFacts> Devices { get; } =
    [
        Device(1, "ESP32-1", 1, "pit1"),
        Device(2, "ESP32-2", 1, "pit2"),
        Device(3, "ESP32-3", 2, "pit1"),
        Device(4, "ESP32-CUT", 1, "pit4") with { CutOff = true },
        Device(5, "ESP32-FACTORY", 1, "pit5") with { TenantId = null, TenantCode = null, PitId = null, PitCode = null },
        Device(6, "ESP32-LOOSE", 1, "pit6") with { PitId = null, PitCode = null },
        Device(7, "ws_1-gateway", 2, "pit7"),
        Device(8, "ESP32-BAD", 1, "pit8"),
        Device(9, "ESP32-ROTATED", 1, "pit9"),
        Device(10, "ESP32-SLEEPY", 1, "pit10"),
        Device(11, "RY4-GONE", 1, "pit11") with { TenantId = null, TenantCode = null, PitId = null, PitCode = null, Lifecycle = "decommissioned" },
        Device(12, "RY4-HOME", 2, "pit12") with { PitId = null, PitCode = null, DeviceType = "4Relay", Lifecycle = "active" },
    ];

    /// <summary>People's own accounts: 12 of tenant 1, 13 whose account was taken away.</summary>
    public static IReadOnlyList<UserMqttFacts> Users { get; } =
    [
        new(12, 1, "owner", Sha256(Password("user_12")), 1),
        new(13, 1, "owner", null, 2),
        new(14, 2, "owner", Sha256(Password("user_14")), 1),
    ];

    public static DeviceFacts Of(string deviceId) => Devices.First(d => d.DeviceId == deviceId);

    public static string Password(string username) => $"pw-{username}";

    private static DeviceFacts Device(long number, string id, int tenant, string pit) =>
        new(number, id, $"SN{number}", "workshop_gateway", tenant, $"ws_{tenant}", (int)number, pit, $"LIC-{number}", Sha256(Password(id)), CutOff: false, Version: 1);

    private static TenantFacts Tenant(int id, string code) => new(id, code, "workshop", code, 4, code, Sha256(Password(code)), 1);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
