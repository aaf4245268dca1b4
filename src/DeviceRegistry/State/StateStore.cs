using Dapper;
using Npgsql;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.State;

/// <summary>SQL that takes what controllers report of their state. The caller holds the device's lock.</summary>
internal static class StateStore
{
    /// <summary>A change that came this shortly before the whole state is what made the state another.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writes a change into the history, with who gave the command that made it; false when it is there already. Nothing
    /// happens later than it is heard of, whatever the device's clock says.
    /// </summary>
    public static async Task<bool> NoteChangeAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report, ReportedChange change) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into state_changes (device_number, seq, key, value, cause, actor, command_id, at, received_at)
            values (@DeviceNumber, @Seq, @Key, @Value::jsonb, @Cause,
                    (select actor from commands where command_id = @CommandId and device_number = @DeviceNumber), @CommandId, least(@At, @ReceivedAt), @ReceivedAt)
            on conflict (device_number, seq) do nothing
            """,
            new { device.DeviceNumber, change.Seq, change.Key, change.Value, change.Cause, report.CommandId, At = change.At ?? report.ReceivedAt, report.ReceivedAt },
            transaction) == 1;

    /// <summary>What the device said, a moment ago, changed a part of its state to what it is now; null when it said nothing.</summary>
    public static Task<string?> FindCauseAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset at) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<string?>("""
            select c.cause from devices d cross join lateral (
                select cause, key, value, received_at from state_changes where device_number = d.device_number order by seq desc limit 1) c
            where d.device_number = @DeviceNumber and d.state -> c.key = c.value and c.received_at >= @since
            """, new { device.DeviceNumber, since = at - SameMoment }, transaction);
}
