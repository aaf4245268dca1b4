using Dapper;
using Npgsql;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.State;

/// <summary>What a device's row keeps of its newest words. The caller holds the device's lock.</summary>
internal static class ReportStore
{
    private const string ButtonPressed = "button_pressed";

    /// <summary>
    /// Keeps the newest word and the newest state, each by the time of its arrival, and the newest press of the button that proves who
    /// holds the device; an answer such as <c>lease_renewed</c> says nothing about what the device does. One statement and so one
    /// version of the row: when a broker comes back, thousands of devices say all of it at once.
    /// </summary>
    /// <returns>True when the state is another than before.</returns>
    public static Task<bool> NoteAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report) =>
        transaction.Connection!.QuerySingleAsync<bool>("""
            update devices d set
                reported_status = case when n.word and @saysState then @Status else d.reported_status end,
                reported_reason = case when n.word and @saysState then @Reason else d.reported_reason end,
                reported_at = case when n.word then @ReceivedAt else d.reported_at end,
                firmware = case when n.word then coalesce(@Firmware, d.firmware) else d.firmware end,
                boot = case when n.word then coalesce(@Boot, d.boot) else d.boot end,
                started_at = case when n.word then coalesce(@startedAt, d.started_at) else d.started_at end,
                button_pressed_at = case when @pressed then greatest(d.button_pressed_at, @ReceivedAt) else d.button_pressed_at end,
                state = case when n.state then @State::jsonb else d.state end,
                state_reported_at = case when n.state then @ReceivedAt else d.state_reported_at end,
                state_changed_at = case when n.state and d.state is distinct from @State::jsonb then @ReceivedAt else d.state_changed_at end
            from (select state as before,
                         reported_at is null or reported_at <= @ReceivedAt as word,
                         @State::jsonb is not null and (state_reported_at is null or state_reported_at <= @ReceivedAt) as state
                  from devices where device_number = @DeviceNumber) n
            where d.device_number = @DeviceNumber
            returning n.before is distinct from d.state
            """,
            new
            {
                device.DeviceNumber,
                saysState = DeviceWords.SayState(report.Status),
                pressed = report.Status == ButtonPressed,
                report.Status,
                report.Reason,
                report.ReceivedAt,
                report.Firmware,
                report.Boot,
                report.State,
                startedAt = report.UptimeSeconds is { } uptime ? report.ReceivedAt - TimeSpan.FromSeconds(uptime) : (DateTimeOffset?)null,
            },
            transaction);
}
