using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Commands;

/// <summary>A command that is to be given.</summary>
internal sealed record NewCommand(string Command, string Reason, Guid? CauseId, string? Lease = null);

/// <summary>
/// All SQL that gives commands and moves them on. The caller holds the device's lock (<see cref="DeviceStore.LockAsync"/>)
/// where a decision follows from what is waiting.
/// </summary>
internal static class CommandStore
{
    private const string Waiting = "status in ('queued', 'sent', 'acknowledged')";

    /// <summary>Gives a command: an older one for the same that is still waiting is superseded.</summary>
    public static async Task QueueAsync(NpgsqlTransaction transaction, DeviceRow device, NewCommand command, DateTimeOffset now)
    {
        var target = CommandRules.TargetOf(command.Command);
        await FinishAsync(transaction, device, await transaction.Connection!.QueryAsync<Finished>($"""
            update commands set status = 'superseded', finished_at = @now
            where device_number = @DeviceNumber and target = @target and {Waiting}
            returning command_id, command, cause_id
            """, new { device.DeviceNumber, target, now }, transaction), CommandState.Superseded, now, now);

        var id = Guid.CreateVersion7(now);
        var payload = CommandPayload.Write(id, command.Command, command.Reason, now, command.Lease);
        await transaction.Connection!.ExecuteAsync("""
            insert into commands (command_id, device_number, command, target, reason, payload, status, cause_id, queued_at, last_queued_at, expires_at)
            values (@id, @DeviceNumber, @Command, @target, @Reason, @payload, 'queued', @CauseId, @now, @now, @expiresAt);
            update devices set disable_sent_at = @now where device_number = @DeviceNumber and @Command = 'DISABLE';
            """,
            new { id, device.DeviceNumber, command.Command, target, command.Reason, payload, command.CauseId, now, expiresAt = now + CommandRules.Ttl }, transaction);
        await TellQueuedAsync(transaction, device, new WaitingRow(0, id, command.Command, payload, command.CauseId), now);
    }

    /// <summary>Hands the waiting commands to the broker again, oldest first; returns their names.</summary>
    public static async Task<IReadOnlyList<string>> QueueAgainAsync(NpgsqlTransaction transaction, DeviceRow device, string? target, DateTimeOffset now)
    {
        var waiting = (await transaction.Connection!.QueryAsync<WaitingRow>($"""
            update commands set status = 'queued', last_queued_at = @now, times_queued = times_queued + 1
            where device_number = @DeviceNumber and (@target::text is null or target = @target) and {Waiting} and expires_at > @now
            returning position, command_id, command, payload, cause_id
            """, new { device.DeviceNumber, target, now }, transaction)).OrderBy(c => c.Position).ToList();
        foreach (var command in waiting) await TellQueuedAsync(transaction, device, command, now);
        return [.. waiting.Select(c => c.Command)];
    }

    /// <summary>The broker holds the command; an answer that was faster keeps its state.</summary>
    public static Task SentAsync(NpgsqlTransaction transaction, Guid commandId, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync("""
            update commands set sent_at = @at, status = case when status = 'queued' then 'sent' else status end
            where command_id = @commandId and (status = 'queued' or sent_at is null)
            """, new { commandId, at }, transaction);

    /// <summary>Takes the device's answer to one of its own commands.</summary>
    public static async Task AnsweredAsync(NpgsqlTransaction transaction, DeviceRow device, Guid commandId, string reportedStatus, string? reason, DateTimeOffset at, DateTimeOffset now)
    {
        var known = await transaction.Connection!.QuerySingleOrDefaultAsync<KnownRow>(
            "select command, status, cause_id from commands where command_id = @commandId and device_number = @DeviceNumber for update",
            new { commandId, device.DeviceNumber }, transaction);
        if (known is null) return;
        if (CommandRules.Next(CommandStates.Parse(known.Status), CommandRules.SignalOf(known.Command, reportedStatus)) is not { } next) return;
        var ends = next >= CommandState.Succeeded;
        await transaction.Connection!.ExecuteAsync("""
            update commands set status = @status, failure = @failure, acknowledged_at = coalesce(acknowledged_at, @at), finished_at = @finishedAt
            where command_id = @commandId
            """,
            new { commandId, status = next.Word(), failure = next is CommandState.Failed ? reason ?? "unknown" : null, at, finishedAt = ends ? at : (DateTimeOffset?)null },
            transaction);
        if (ends) await FinishAsync(transaction, device, [new Finished(commandId, known.Command, known.CauseId)], next, at, now);
    }

    private static Task<Guid> TellQueuedAsync(NpgsqlTransaction transaction, DeviceRow device, WaitingRow command, DateTimeOffset now) =>
        Outbox.AddAsync(
            transaction,
            new CommandQueued(command.CommandId, device.DeviceId, Topics.Command(device.TenantCode, device.DeviceId), command.Payload, now, command.Command, command.CauseId),
            device.Stream,
            now);

    private static async Task FinishAsync(NpgsqlTransaction transaction, DeviceRow device, IEnumerable<Finished> commands, CommandState state, DateTimeOffset at, DateTimeOffset now)
    {
        foreach (var command in commands)
        {
            await Outbox.AddAsync(
                transaction,
                new CommandFinished(command.CommandId, device.DeviceId, device.TenantId, device.PitId, command.Command, state.Word(), command.CauseId, at),
                device.Stream,
                now);
        }
    }

    private sealed record Finished(Guid CommandId, string Command, Guid? CauseId);

    private sealed record WaitingRow(long Position, Guid CommandId, string Command, string Payload, Guid? CauseId);

    private sealed record KnownRow(string Command, string Status, Guid? CauseId);
}
