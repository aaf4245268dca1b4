using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Commands;

/// <summary>Commands with their states and times.</summary>
internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder routes)
    {
        var commands = routes.MapGroup("/api").WithTags("Commands").RequireAuthorization(Policies.DevicesSeen);
        commands.MapGet("/commands/{commandId:guid}", GetAsync).WithSummary("A command and where it stands");
        commands.MapGet("/devices/{deviceId}/commands", ListAsync).WithSummary("A device's commands, newest first");
    }

    private static async Task<Results<Ok<CommandView>, ProblemHttpResult>> GetAsync(
        Guid commandId, Caller caller, CommandQueries commands, DeviceGrants grants, CancellationToken ct) =>
        await commands.FindAsync(commandId, ct) is { } command
            && await grants.FindAsync(caller, command.DeviceId, ct) is { } grant && (grant.OwnedSince is null || command.QueuedAt >= grant.OwnedSince)
            ? TypedResults.Ok(command)
            : Problems.NotFound("command");

    private static async Task<Results<Ok<Page<CommandView>>, ProblemHttpResult>> ListAsync(
        string deviceId, Caller caller, DeviceGrants grants, CommandQueries commands, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await commands.ListAsync(grant, before, take + 1, ct), take, c => c.Position.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>A command as the API shows it.</summary>
/// <param name="Position">Order in which commands were given.</param>
/// <param name="CommandId">UUIDv7; the device repeats it in its answer.</param>
/// <param name="DeviceId">Whose command it is.</param>
/// <param name="WorkshopId">The device's tenant.</param>
/// <param name="PitId">The device's pit.</param>
/// <param name="Command">Such as <c>DISABLE</c>, or <c>relay</c>.</param>
/// <param name="Args">Arguments of a command that somebody gave.</param>
/// <param name="Reason">Why it was given.</param>
/// <param name="Actor">Who gave it, such as <c>user:12</c>; null when the platform did by itself.</param>
/// <param name="ActorName">That person's name, when the device is shared with them.</param>
/// <param name="Status"><c>queued</c>, <c>sent</c>, <c>acknowledged</c>, <c>succeeded</c>, <c>failed</c>, <c>expired</c> or <c>superseded</c>.</param>
/// <param name="Failure">The device's reason for refusing it.</param>
/// <param name="CauseId">What asked for it, such as a license switch.</param>
/// <param name="TimesQueued">How often it was handed to the broker.</param>
/// <param name="QueuedAt">When it was given.</param>
/// <param name="LastQueuedAt">When it was last handed to the broker.</param>
/// <param name="SentAt">When the broker had it.</param>
/// <param name="AcknowledgedAt">When the device first answered.</param>
/// <param name="FinishedAt">When it reached its end state.</param>
/// <param name="ExpiresAt">When the device would no longer take it.</param>
/// <param name="TtlS">How long it was good for.</param>
internal sealed record CommandView(
    long Position, Guid CommandId, string DeviceId, int? WorkshopId, int? PitId, string Command, JsonElement? Args, string Reason, string? Actor, string? ActorName,
    string Status, string? Failure, Guid? CauseId,
    int TimesQueued, DateTimeOffset QueuedAt, DateTimeOffset LastQueuedAt, DateTimeOffset? SentAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? FinishedAt,
    DateTimeOffset ExpiresAt, int TtlS);

/// <summary>SQL that reads commands for people. The payload stays inside: a lease in it is the device's alone.</summary>
internal sealed class CommandQueries(NpgsqlDataSource database)
{
    private const string View = """
        select c.position, c.command_id, d.device_id, d.tenant_id as workshop_id, d.pit_id, c.command, c.args, c.reason, c.actor, s.name as actor_name,
               c.status, c.failure, c.cause_id, c.times_queued, c.queued_at, c.last_queued_at, c.sent_at, c.acknowledged_at, c.finished_at, c.expires_at,
               extract(epoch from c.expires_at - c.queued_at)::int as ttl_s
        from commands c join devices d using (device_number)
        left join device_shares s on s.device_number = c.device_number and 'user:' || s.user_id = c.actor
        """;

    /// <summary>The command, whoever may see it: the caller's grant on its device decides.</summary>
    public async Task<CommandView?> FindAsync(Guid commandId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CommandView>($"{View} where c.command_id = @commandId", new { commandId });
    }

    /// <summary>Commands of a device that the caller may see, given before a position and since the device is its owner's, newest first.</summary>
    public async Task<IReadOnlyList<CommandView>> ListAsync(DeviceGrant grant, long before, int limit, CancellationToken ct)
    {
        var since = grant.OwnedSince is null ? "" : "and c.queued_at >= @OwnedSince";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<CommandView>(
            $"{View} where c.device_number = @DeviceNumber and c.position < @before {since} order by c.position desc limit @limit",
            new { grant.DeviceNumber, grant.OwnedSince, before, limit })];
    }
}
