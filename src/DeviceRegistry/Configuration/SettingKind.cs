using Platform.DeviceRegistry.Commands;

namespace Platform.DeviceRegistry.Configuration;

/// <summary>What is wished of a device and kept by it, with a version on both sides.</summary>
/// <param name="Word">As the database says.</param>
/// <param name="Command">The command that tells the device.</param>
/// <param name="Target">What that command sets.</param>
internal sealed record SettingKind(string Word, string Command, string Target)
{
    /// <summary>How it works: interval, Wi-Fi, broker, the customer's own values.</summary>
    public static readonly SettingKind Config = new("config", CommandRules.Config, CommandRules.ConfigTarget);

    /// <summary>What it does by itself at which time.</summary>
    public static readonly SettingKind Schedules = new("schedules", CommandRules.Schedules, CommandRules.SchedulesTarget);

    public static IReadOnlyList<SettingKind> All { get; } = [Config, Schedules];

    /// <summary>A command may have this many bytes: what a controller reads in one piece.</summary>
    public const int MaxPayloadBytes = 2048;
}
