using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Access;
using Platform.DeviceRegistry.Devices;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Commands;

/// <summary>Commands with their states and times.</summary>
internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder routes)
    {
        var commands = routes.MapGroup("/api").WithTags("Commands").RequireAuthorization(Policies.DevicesRead);
        commands.MapGet("/commands/{commandId:guid}", GetAsync).WithSummary("A command and where it stands");
        commands.MapGet("/devices/{deviceId}/commands", ListAsync).WithSummary("A device's commands, newest first");
    }

    private static async Task<Results<Ok<CommandView>, ProblemHttpResult>> GetAsync(
        Guid commandId, Caller caller, CommandQueries commands, PitAccess access, CancellationToken ct) =>
        await commands.FindAsync(caller.TenantScope, commandId, ct) is { } command && access.MaySee(caller, command.WorkshopId, command.PitId)
            ? TypedResults.Ok(command)
            : Problems.NotFound("command");

    private static async Task<Results<Ok<Page<CommandView>>, ProblemHttpResult>> ListAsync(
        string deviceId, Caller caller, DeviceQueries devices, CommandQueries commands, PitAccess access, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (await devices.FindPlaceAsync(caller.TenantScope, deviceId, ct) is not { } device || !access.MaySee(caller, device.WorkshopId, device.PitId))
            return Problems.NotFound("device");
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await commands.ListAsync(device.DeviceNumber, before, take + 1, ct), take, c => c.Position.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>A command as the API shows it.</summary>
/// <param name="Position">Order in which commands were given.</param>
/// <param name="CommandId">UUIDv7; the device repeats it in its answer.</param>
/// <param name="DeviceId">Whose command it is.</param>
/// <param name="WorkshopId">The device's tenant.</param>
/// <param name="PitId">The device's pit.</param>
/// <param name="Command">Such as <c>DISABLE</c>.</param>
/// <param name="Reason">Why it was given.</param>
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
internal sealed record CommandView(
    long Position, Guid CommandId, string DeviceId, int? WorkshopId, int? PitId, string Command, string Reason, string Status, string? Failure, Guid? CauseId,
    int TimesQueued, DateTimeOffset QueuedAt, DateTimeOffset LastQueuedAt, DateTimeOffset? SentAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? FinishedAt, DateTimeOffset ExpiresAt);

/// <summary>SQL that reads commands for people. The payload stays inside: a lease in it is the device's alone.</summary>
internal sealed class CommandQueries(NpgsqlDataSource database)
{
    private const string View = """
        select c.position, c.command_id, d.device_id, d.tenant_id as workshop_id, d.pit_id, c.command, c.reason, c.status, c.failure, c.cause_id,
               c.times_queued, c.queued_at, c.last_queued_at, c.sent_at, c.acknowledged_at, c.finished_at, c.expires_at
        from commands c join devices d using (device_number)
        """;

    public async Task<CommandView?> FindAsync(int? tenantId, Guid commandId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CommandView>(
            $"{View} where c.command_id = @commandId and (@tenantId::int is null or d.tenant_id = @tenantId)", new { tenantId, commandId });
    }

    /// <summary>Commands of a device that the caller may see, given before a position, newest first.</summary>
    public async Task<IReadOnlyList<CommandView>> ListAsync(long deviceNumber, long before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<CommandView>(
            $"{View} where c.device_number = @deviceNumber and c.position < @before order by c.position desc limit @limit", new { deviceNumber, before, limit })];
    }
}
