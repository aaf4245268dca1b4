using Microsoft.Extensions.Configuration;

namespace Platform.Demo;

/// <summary>What the AppHost says: where the platform is, what to make, and where to write it down.</summary>
internal sealed record DemoOptions(
    bool Enabled, int Devices, string Folder, string AdminPassword, string Web, string Api, string Mqtt, string Mqtts, string Management, string CaFile)
{
    /// <summary>More devices than this share pits: a tenant has at most 200.</summary>
    public const int MaxPits = 200;

    private const int MaxDevices = 20_000;

    public static DemoOptions From(IConfiguration configuration)
    {
        string Need(string key) => configuration[$"Demo:{key}"] is { Length: > 0 } value ? value : throw new PlatformException($"Demo__{key} is not set.");
        return new DemoOptions(
            configuration.GetValue("Demo:Enabled", true),
            Math.Clamp(configuration.GetValue("Demo:Devices", 20), 1, MaxDevices),
            Need("Folder"), Need("AdminPassword"),
            Need("Gateway"), Need("Gateway").TrimEnd('/'), Need("Mqtt"), Need("Mqtts"), Need("Management"),
            configuration["Demo:CaFile"] ?? "");
    }
}
