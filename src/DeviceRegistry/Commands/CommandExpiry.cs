using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Commands;

/// <summary>Ends commands that nobody answered within their time. Somebody who presses a switch is told within a second that nothing came of it.</summary>
internal sealed class CommandExpiry(NpgsqlDataSource database, LiveCommands live) : IRound
{
    private const int Batch = 200;

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        int ended;
        do ended = await ExpireBatchAsync(now, ct);
        while (ended == Batch);
    }

    private async Task<int> ExpireBatchAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var ended = (await connection.QueryAsync<Ended>("""
            with due as (
                select command_id from commands
                where status in ('queued', 'sent', 'acknowledged') and expires_at <= @now
                order by expires_at limit @Batch for update skip locked)
            update commands c set status = 'expired', finished_at = @now
            from due, devices d
            where c.command_id = due.command_id and d.device_number = c.device_number
            returning c.command_id, c.command, c.cause_id, d.device_id, d.tenant_id, d.pit_id
            """, new { now, Batch }, transaction)).AsList();
        foreach (var command in ended)
        {
            await Outbox.AddAsync(
                transaction,
                new CommandFinished(command.CommandId, command.DeviceId, command.TenantId, command.PitId, command.Command, CommandState.Expired.Word(), command.CauseId, now),
                $"device:{command.DeviceId}",
                now);
        }

        await transaction.CommitAsync(ct);
        live.Tell(ended.Select(c => c.CommandId));
        return ended.Count;
    }

    private sealed record Ended(Guid CommandId, string Command, Guid? CauseId, string DeviceId, int? TenantId, int? PitId);
}
