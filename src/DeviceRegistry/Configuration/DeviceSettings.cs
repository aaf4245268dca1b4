using System.Text.Json;
using Npgsql;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Configuration;

/// <summary>Wishes something of a device, and keeps on until it has it: told at once, and again each time it begins to work with an older version.</summary>
internal sealed class DeviceSettings(CommandStore commands)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Replaces the wish and tells the device.</summary>
    /// <param name="transaction">The transaction, in which the device is locked.</param>
    /// <param name="device">The device.</param>
    /// <param name="kind">What is wished.</param>
    /// <param name="desired">As somebody wrote it.</param>
    /// <param name="args">As the device gets it, with its version.</param>
    /// <param name="version">From <see cref="SettingStore.NextVersionAsync"/>.</param>
    /// <param name="actor">Who wishes it; null for the platform.</param>
    /// <param name="now">The operation's one point in time.</param>
    /// <returns>The commands that are in another state now.</returns>
    public async Task<IEnumerable<Guid>> WishAsync(
        NpgsqlTransaction transaction, DeviceRow device, SettingKind kind, JsonElement desired, JsonElement args, long version, string? actor, DateTimeOffset now)
    {
        var given = await commands.QueueAsync(transaction, device, new NewCommand(kind.Command, "changed") { Args = args, Actor = actor }, now);
        await SettingStore.WishAsync(transaction, device, kind, desired, args, version, actor, given.CommandId, now);
        return given.Moved;
    }

    /// <summary>True when the device could read the command that tells it.</summary>
    public static bool Fits(SettingKind kind, JsonElement args, DateTimeOffset now) =>
        System.Text.Encoding.UTF8.GetByteCount(CommandPayload.Write(Guid.Empty, new NewCommand(kind.Command, "changed") { Args = args }, now)) <= SettingKind.MaxPayloadBytes;

    /// <summary>Takes what the device says it has; returns what open browsers are to be shown of its configuration.</summary>
    public static async Task<ConfigShown?> NoteAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report)
    {
        var reports = new List<SettingReport>();
        if (report.SchedulesVersion is { } schedules) reports.Add(new(SettingKind.Schedules, schedules, Values: null));
        var saysConfig = report.ConfigVersion is not null || report.Config is not null;
        if (saysConfig) reports.Add(new(SettingKind.Config, report.ConfigVersion, report.Config));
        if (reports.Count > 0) await SettingStore.ReportedAsync(transaction, device, reports, report.ReceivedAt);
        return saysConfig ? await ShownAsync(transaction, device) : null;
    }

    /// <summary>Tells the device what it has not; returns the commands that are in another state now.</summary>
    public async Task<IReadOnlyList<Guid>> CatchUpAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        var moved = new List<Guid>();
        foreach (var untold in await SettingStore.UntoldAsync(transaction, device))
        {
            var kind = SettingKind.All.Single(k => k.Word == untold.Kind);
            var given = await commands.QueueAsync(transaction, device, new NewCommand(kind.Command, "out_of_date") { Args = untold.Args }, now);
            await SettingStore.ToldAsync(transaction, device, kind, given.CommandId);
            moved.AddRange(given.Moved);
        }

        return moved;
    }

    /// <summary>
    /// The device changes hands: what its owner wished is forgotten, and the device is told to forget it too, so that nobody's
    /// lamp goes on by a stranger's schedule. Returns the commands that are in another state now.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> ForgetAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        var moved = new List<Guid>();
        foreach (var kind in SettingKind.All)
        {
            if ((await SettingStore.ReadAsync(transaction.Connection!, device.DeviceNumber, kind, transaction)).DesiredVersion == 0) continue;
            var version = await SettingStore.NextVersionAsync(transaction, device.DeviceNumber, kind);
            object args = kind == SettingKind.Config ? new { version, config = Nothing } : new { version, tz = "UTC0", items = Array.Empty<object>() };
            moved.AddRange(await WishAsync(transaction, device, kind, Nothing, JsonSerializer.SerializeToElement(args), version, actor: null, now));
        }

        return moved;
    }

    /// <summary>The versions of the configuration for open browsers; null while nobody owns the device.</summary>
    public static async Task<ConfigShown?> ShownAsync(NpgsqlTransaction transaction, DeviceRow device)
    {
        if (device.TenantId is not { } tenant) return null;
        var row = await SettingStore.ReadAsync(transaction.Connection!, device.DeviceNumber, SettingKind.Config, transaction);
        return new ConfigShown(tenant, device.PitId, device.DeviceId, row.DesiredVersion, row.ReportedVersion);
    }
}
