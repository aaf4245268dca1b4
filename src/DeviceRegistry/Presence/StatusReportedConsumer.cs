using Dapper;
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
    private const string Offline = "offline", Online = "online";

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
            await NoteAsync(transaction, device, report);
            var noted = await StateReports.NoteAsync(transaction, device, report);
            config = await DeviceSettings.NoteAsync(transaction, device, report);
            if (report.Status == Offline) await PresenceStore.WillAsync(transaction, device.DeviceId, report.Reason ?? "last_will", report.ReceivedAt, now);
            else moved.AddRange(await HeardAsync(transaction, device, report, now));
            seen = await PresenceStore.ReadAsync(transaction, device.DeviceNumber, now);
            state = await StateReports.TellAsync(transaction, device, report, noted, seen, now);
        });
        if (seen is not null && SaysState(report.Status)) await liveStatus.SendAsync([seen], context.CancellationToken);
        if (state is not null) await liveState.SendAsync(state, context.CancellationToken);
        if (config is not null) await liveConfig.SendAsync(config, context.CancellationToken);
        liveCommands.Tell(moved);
    }

    private async Task<IReadOnlyList<Guid>> HeardAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report, DateTimeOffset now)
    {
        var moved = new List<Guid>();
        await PresenceStore.SeenAsync(transaction, [device.DeviceId], [report.ReceivedAt.ToUniversalTime()], byReading: false, now);
        if (report.CommandId is { } commandId && await CommandStore.AnsweredAsync(transaction, device, commandId, report.Status, report.Reason, report.ReceivedAt, now)) moved.Add(commandId);
        if (report.Firmware is not null) moved.AddRange(await WelcomeAsync(transaction, device, report.Status, now));
        if (report.Status == Online && (report.Firmware is not null || device.ReportedStatus is "disabled" or "lease_expired"))
            moved.AddRange(await settings.CatchUpAsync(transaction, device, now));
        return moved;
    }

    /// <summary>Commands that wait go out again; a device whose state is not its license's is told what holds.</summary>
    private async Task<IEnumerable<Guid>> WelcomeAsync(NpgsqlTransaction transaction, DeviceRow device, string reportedStatus, DateTimeOffset now)
    {
        var again = await commands.QueueAgainAsync(transaction, device, now);
        var moved = again.Select(c => c.CommandId);
        if (LicenseRules.Corrective(device.LicenseStatus, reportedStatus) is not { } corrective || again.Any(c => c.Command == corrective)) return moved;
        var reason = corrective == CommandRules.Enable ? "license_active" : device.LicenseReason;
        return moved.Concat((await commands.QueueAsync(transaction, device, new NewCommand(corrective, reason, device.LicenseSwitchId), now)).Moved);
    }

    /// <summary>Keeps the newest word; an answer such as <c>lease_renewed</c> says nothing about the device's state.</summary>
    private static Task<int> NoteAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report) =>
        transaction.Connection!.ExecuteAsync("""
            update devices set
                reported_status = case when @saysState then @Status else reported_status end,
                reported_reason = case when @saysState then @Reason else reported_reason end,
                reported_at = @ReceivedAt,
                firmware = coalesce(@Firmware, firmware),
                boot = coalesce(@Boot, boot),
                started_at = coalesce(@startedAt, started_at)
            where device_number = @DeviceNumber and (reported_at is null or reported_at <= @ReceivedAt)
            """,
            new
            {
                device.DeviceNumber,
                saysState = SaysState(report.Status),
                report.Status,
                report.Reason,
                report.ReceivedAt,
                report.Firmware,
                report.Boot,
                startedAt = report.UptimeSeconds is { } uptime ? report.ReceivedAt - TimeSpan.FromSeconds(uptime) : (DateTimeOffset?)null,
            },
            transaction);

    private static bool SaysState(string status) => status is Online or "disabled" or "lease_expired" or Offline;
}
