using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Commands;

/// <summary>
/// All SQL that gives commands and moves them on. The caller holds the device's lock (<see cref="DeviceStore.LockAsync"/>)
/// where a decision follows from what is waiting, and after the commit tells <see cref="LiveCommands"/> which commands moved.
/// </summary>
internal sealed class CommandStore(DeviceTypeCatalog types)
{
    private const string Waiting = "status in ('queued', 'sent', 'acknowledged')";

    /// <summary>Gives a command: an older one for the same that is still waiting is superseded.</summary>
    public async Task<GivenCommand> QueueAsync(NpgsqlTransaction transaction, DeviceRow device, NewCommand command, DateTimeOffset now)
    {
        var target = command.Target ?? CommandRules.TargetOf(command.Command);
        var superseded = (await transaction.Connection!.QueryAsync<Finished>($"""
            update commands set status = 'superseded', finished_at = @now
            where device_number = @DeviceNumber and target = @target and {Waiting}
            returning command_id, command, cause_id
            """, new { device.DeviceNumber, target, now }, transaction)).AsList();
        await FinishAsync(transaction, device, superseded, CommandState.Superseded, now, now);

        var id = Guid.CreateVersion7(now);
        var payload = CommandPayload.Write(id, command, now);
        await transaction.Connection!.ExecuteAsync("""
            insert into commands (command_id, device_number, command, target, reason, args, actor, payload, status, cause_id, queued_at, last_queued_at, expires_at)
            values (@id, @DeviceNumber, @Command, @target, @Reason, @Args::jsonb, @Actor, @payload, 'queued', @CauseId, @now, @now, @expiresAt);
            update devices set disable_sent_at = @now where device_number = @DeviceNumber and @Command = 'DISABLE';
            """,
            new { id, device.DeviceNumber, command.Command, target, command.Reason, command.Args, command.Actor, payload, command.CauseId, now, expiresAt = now + command.Ttl },
            transaction);
        await TellQueuedAsync(transaction, device, new WaitingRow(0, id, command.Command, payload, command.CauseId), now);
        return new GivenCommand(id, [.. superseded.Select(c => c.CommandId)]);
    }

    /// <summary>Whether commands wait for the device, and whether settings are wished that it does not say it has.</summary>
    public static Task<(bool Commands, bool Settings)> WaitsAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now) =>
        transaction.Connection!.QuerySingleAsync<(bool, bool)>($"""
            select exists (select 1 from commands where device_number = @DeviceNumber and {Waiting} and expires_at > @now),
                   exists (select 1 from device_settings where device_number = @DeviceNumber and args is not null and desired_version > coalesce(reported_version, 0))
            """, new { device.DeviceNumber, now }, transaction);

    /// <summary>Hands the waiting commands to the broker again, oldest first.</summary>
    public async Task<IReadOnlyList<(Guid CommandId, string Command)>> QueueAgainAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset now)
    {
        var waiting = (await transaction.Connection!.QueryAsync<WaitingRow>($"""
            update commands set status = 'queued', last_queued_at = @now, times_queued = times_queued + 1
            where device_number = @DeviceNumber and {Waiting} and expires_at > @now
            returning position, command_id, command, payload, cause_id
            """, new { device.DeviceNumber, now }, transaction)).OrderBy(c => c.Position).ToList();
        foreach (var command in waiting) await TellQueuedAsync(transaction, device, command, now);
        return [.. waiting.Select(c => (c.CommandId, c.Command))];
    }

    /// <summary>The broker holds the command; an answer that was faster keeps its state.</summary>
    public static Task SentAsync(NpgsqlTransaction transaction, Guid commandId, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync("""
            update commands set sent_at = @at, status = case when status = 'queued' then 'sent' else status end
            where command_id = @commandId and (status = 'queued' or sent_at is null)
            """, new { commandId, at }, transaction);

    /// <summary>Takes the device's answer to one of its own commands; false when it changes nothing.</summary>
    public static async Task<bool> AnsweredAsync(
        NpgsqlTransaction transaction, DeviceRow device, Guid commandId, string reportedStatus, string? reason, DateTimeOffset at, DateTimeOffset now)
    {
        var known = await transaction.Connection!.QuerySingleOrDefaultAsync<KnownRow>(
            "select command, target, status, cause_id from commands where command_id = @commandId and device_number = @DeviceNumber for update",
            new { commandId, device.DeviceNumber }, transaction);
        if (known is null) return false;
        if (CommandRules.Next(CommandStates.Parse(known.Status), CommandRules.SignalOf(known.Command, reportedStatus)) is not { } next) return false;
        var ends = next >= CommandState.Succeeded;
        await transaction.Connection!.ExecuteAsync("""
            update commands set status = @status, failure = @failure, acknowledged_at = coalesce(acknowledged_at, @at), finished_at = @finishedAt
            where command_id = @commandId
            """,
            new { commandId, status = next.Word(), failure = next is CommandState.Failed ? reason ?? "unknown" : null, at, finishedAt = ends ? at : (DateTimeOffset?)null },
            transaction);
        if (ends) await FinishAsync(transaction, device, [new Finished(commandId, known.Command, known.CauseId)], next, at, now);
        if (next is CommandState.Succeeded && CommandRules.IsUse(known.Target)) await NoteUseAsync(transaction, device, at);
        return true;
    }

    /// <summary>The first use since the device was claimed: with it the set-up has reached its end.</summary>
    private static Task<int> NoteUseAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync("""
            update devices set first_used_at = @at
            where device_number = @DeviceNumber and tenant_id = @TenantId and claimed_at <= @at and (first_used_at is null or first_used_at < claimed_at)
            """, new { device.DeviceNumber, device.TenantId, at }, transaction);

    private Task<Guid> TellQueuedAsync(NpgsqlTransaction transaction, DeviceRow device, WaitingRow command, DateTimeOffset now) =>
        Outbox.AddAsync(
            transaction,
            new CommandQueued(
                command.CommandId, device.DeviceId, Topics.Command(types.Find(device.DeviceType), device.TenantCode, device.DeviceId), command.Payload, now, command.Command, command.CauseId),
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

    private sealed record KnownRow(string Command, string Target, string Status, Guid? CauseId);
}
