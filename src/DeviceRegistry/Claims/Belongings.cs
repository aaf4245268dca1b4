using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Claims;

/// <summary>What is the owner's and not the device's: it ends when the device goes to somebody else, or back to the vendor.</summary>
internal static class Belongings
{
    /// <summary>Ends it all and tells those who keep copies. The device's row must be locked by this transaction, and still be the former owner's.</summary>
    public static async Task EndAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        await ShareStore.EndAllAsync(transaction, device, level: null, now);
        await InvitationStore.RevokeAllAsync(transaction, device, level: null, now);
        await SupersedeAsync(transaction, device, now);
    }

    /// <summary>
    /// What the former owner ordered is not done for the next one. The license's commands stay: they are about the device, and
    /// whoever passes it on does not shake off its switch.
    /// </summary>
    private static async Task SupersedeAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        var open = (await transaction.Connection!.QueryAsync<(Guid CommandId, string Command, Guid? CauseId)>("""
            update commands set status = 'superseded', finished_at = @now
            where device_number = @DeviceNumber and status in ('queued', 'sent', 'acknowledged') and target not in (@SwitchTarget, @LeaseTarget)
            returning command_id, command, cause_id
            """, new { device.DeviceNumber, CommandRules.SwitchTarget, CommandRules.LeaseTarget, now }, transaction)).AsList();
        foreach (var command in open)
        {
            await Outbox.AddAsync(
                transaction,
                new CommandFinished(command.CommandId, device.DeviceId, device.TenantId, device.PitId, command.Command, CommandState.Superseded.Word(), command.CauseId, now),
                device.Stream,
                now);
        }
    }
}
