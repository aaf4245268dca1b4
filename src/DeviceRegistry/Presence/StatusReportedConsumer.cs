using MassTransit;
using Npgsql;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Configuration;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Licenses;
using Platform.DeviceRegistry.State;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>
/// A device's word about itself: presence, what it runs, its state, the answer to a command; and when it begins to work, with its
/// birth message or as it is switched on again, the commands and settings that wait for it.
/// </summary>
internal sealed class StatusReportedConsumer(
    Inbox inbox, CommandStore commands, DeviceSettings settings, LiveStatus liveStatus, LiveState liveState, LiveCommands liveCommands, LiveConfig liveConfig, TimeProvider time)
    : IConsumer<DeviceStatusReported>
{
    public async Task Consume(ConsumeContext<DeviceStatusReported> context)
    {
        var report = context.Message;
        PresenceChange? seen = null;
        StateShown? state = null;
        ConfigShown? config = null;
        var moved = new List<Guid>();
        await inbox.OnceAsync(context, "status-reported", async transaction =>
        {
            var now = time.GetUtcNow();
            if (await DeviceStore.LockAsync(transaction, report.DeviceId) is not { } device) return;
            var noted = await StateReports.NoteAsync(transaction, device, report);
            config = await DeviceSettings.NoteAsync(transaction, device, report);
            seen = report.Status == DeviceWords.Offline
                ? await PresenceStore.LeftAsync(transaction, device, report.Reason ?? "last_will", report.ReceivedAt, now)
                : await PresenceStore.HeardAsync(transaction, device, report.ReceivedAt, now);
            if (report.Status != DeviceWords.Offline) moved.AddRange(await AnswerAsync(transaction, device, report, now));
            state = await StateReports.TellAsync(transaction, device, report, noted, seen, now);
        });
        if (seen is not null && DeviceWords.SayState(report.Status)) await liveStatus.SendAsync([seen], context.CancellationToken);
        if (state is not null) await liveState.SendAsync(state, context.CancellationToken);
        if (config is not null) await liveConfig.SendAsync(config, context.CancellationToken);
        liveCommands.Tell(moved);
    }

    /// <summary>Takes the answer to a command, and tells a device that begins to work what waits for it; mostly nothing does, which is one question.</summary>
    private async Task<IReadOnlyList<Guid>> AnswerAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report, DateTimeOffset now)
    {
        var moved = new List<Guid>();
        if (report.CommandId is { } commandId && await CommandStore.AnsweredAsync(transaction, device, commandId, report.Status, report.Reason, report.ReceivedAt, now)) moved.Add(commandId);
        var isBorn = report.Firmware is not null;
        var begins = report.Status == DeviceWords.Online && (isBorn || device.ReportedStatus is DeviceWords.Disabled or DeviceWords.LeaseExpired);
        if (!isBorn && !begins) return moved;
        var (commandsWait, settingsWait) = await CommandStore.WaitsAsync(transaction, device, now);
        if (isBorn) moved.AddRange(await WelcomeAsync(transaction, device, report.Status, commandsWait, now));
        if (begins && settingsWait) moved.AddRange(await settings.CatchUpAsync(transaction, device, now));
        return moved;
    }

    /// <summary>Commands that wait go out again; a device whose state is not its license's is told what holds.</summary>
    private async Task<IEnumerable<Guid>> WelcomeAsync(NpgsqlTransaction transaction, DeviceRow device, string reportedStatus, bool commandsWait, DateTimeOffset now)
    {
        var again = commandsWait ? await commands.QueueAgainAsync(transaction, device, now) : [];
        var moved = again.Select(c => c.CommandId);
        if (LicenseRules.Corrective(device.LicenseStatus, reportedStatus) is not { } corrective || again.Any(c => c.Command == corrective)) return moved;
        var reason = corrective == CommandRules.Enable ? "license_active" : device.LicenseReason;
        return moved.Concat((await commands.QueueAsync(transaction, device, new NewCommand(corrective, reason, device.LicenseSwitchId), now)).Moved);
    }
}
