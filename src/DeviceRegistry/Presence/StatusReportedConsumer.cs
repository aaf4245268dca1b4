using Dapper;
using MassTransit;
using Npgsql;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Licenses;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>
/// A device's word about itself: presence, what it runs, the answer to a command; and on its birth message, which carries
/// its firmware's version, the commands that wait for it.
/// </summary>
internal sealed class StatusReportedConsumer(Inbox inbox, LiveStatus live, TimeProvider time) : IConsumer<DeviceStatusReported>
{
    private const string Offline = "offline";

    public async Task Consume(ConsumeContext<DeviceStatusReported> context)
    {
        var report = context.Message;
        PresenceChange? shown = null;
        await inbox.OnceAsync(context, "status-reported", async transaction =>
        {
            var now = time.GetUtcNow();
            if (await DeviceStore.LockAsync(transaction, report.DeviceId) is not { } device) return;
            await NoteAsync(transaction, device, report);
            if (report.Status == Offline) await PresenceStore.WillAsync(transaction, device.DeviceId, report.Reason ?? "last_will", report.ReceivedAt, now);
            else await HeardAsync(transaction, device, report, now);
            if (SaysState(report.Status)) shown = await PresenceStore.ReadAsync(transaction, device.DeviceNumber, now);
        });
        if (shown is not null) await live.SendAsync([shown], context.CancellationToken);
    }

    private static async Task HeardAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report, DateTimeOffset now)
    {
        await PresenceStore.SeenAsync(transaction, [device.DeviceId], [report.ReceivedAt.ToUniversalTime()], byReading: false, now);
        if (report.CommandId is { } commandId) await CommandStore.AnsweredAsync(transaction, device, commandId, report.Status, report.Reason, report.ReceivedAt, now);
        if (report.Firmware is not null) await WelcomeAsync(transaction, device, report.Status, now);
    }

    /// <summary>Commands that wait go out again; a device whose state is not its license's is told what holds.</summary>
    private static async Task WelcomeAsync(NpgsqlTransaction transaction, DeviceRow device, string reportedStatus, DateTimeOffset now)
    {
        var again = await CommandStore.QueueAgainAsync(transaction, device, target: null, now);
        if (LicenseRules.Corrective(device.LicenseStatus, reportedStatus) is not { } corrective || again.Contains(corrective, StringComparer.Ordinal)) return;
        var reason = corrective == CommandRules.Enable ? "license_active" : device.LicenseReason;
        await CommandStore.QueueAsync(transaction, device, new NewCommand(corrective, reason, device.LicenseSwitchId), now);
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

    private static bool SaysState(string status) => status is "online" or "disabled" or "lease_expired" or Offline;
}
