using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.State;

/// <summary>How a controller's outputs and inputs stand, and who switched what and when.</summary>
internal static class StateEndpoints
{
    public static void MapState(this IEndpointRouteBuilder routes)
    {
        var device = routes.MapGroup("/api/devices/{deviceId}").WithTags("Control").RequireAuthorization(Policies.DevicesSeen);
        device.MapGet("/state", GetAsync).WithSummary("The whole state, as the device last said");
        device.MapGet("/changes", ListAsync).WithSummary("Who or what switched what, and when, newest first; also what happened while the device was offline");
    }

    private static async Task<Results<Ok<DeviceState>, ProblemHttpResult>> GetAsync(
        string deviceId, Caller caller, DeviceGrants grants, StateQueries states, CancellationToken ct) =>
        await grants.FindAsync(caller, deviceId, ct) is { } grant && await states.FindAsync(grant, ct) is { } state ? TypedResults.Ok(state) : Problems.NotFound("device");

    private static async Task<Results<Ok<Page<ChangeView>>, ProblemHttpResult>> ListAsync(
        string deviceId, Caller caller, DeviceGrants grants, StateQueries states, CancellationToken ct,
        DateTimeOffset? from = null, DateTimeOffset? to = null, int? limit = null, string? cursor = null)
    {
        if (from >= to) return Problems.Invalid(("to", "must be after from"));
        var before = cursor is null ? null : ChangePosition.Read(cursor);
        if (cursor is not null && before is null) return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return Problems.NotFound("device");
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await states.ChangesAsync(grant, from, to, before, take + 1, ct), take, c => new ChangePosition(c.At, c.Seq).Cursor));
    }
}

/// <summary>How a device stands.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="State">Such as <c>{"25":"on"}</c>; empty while it has not said.</param>
/// <param name="ReportedAt">When it last said so.</param>
/// <param name="ChangedAt">When it was last another.</param>
internal sealed record DeviceState(string DeviceId, JsonElement State, DateTimeOffset? ReportedAt, DateTimeOffset? ChangedAt);

/// <summary>A change of a device's state.</summary>
/// <param name="Seq">The device's own number of it.</param>
/// <param name="At">When, by the device's clock if it had one.</param>
/// <param name="ReceivedAt">When the platform heard of it.</param>
/// <param name="Key">What changed, such as <c>25</c>.</param>
/// <param name="Value">To what.</param>
/// <param name="Cause"><c>command</c>, <c>button</c>, <c>schedule</c>, <c>input</c> or <c>power_on</c>.</param>
/// <param name="Actor">Who gave the command, such as <c>user:12</c>.</param>
/// <param name="ActorName">That person's name, when the device is shared with them.</param>
/// <param name="CommandId">The command.</param>
internal sealed record ChangeView(
    long Seq, DateTimeOffset At, DateTimeOffset ReceivedAt, string Key, JsonElement Value, string Cause, string? Actor, string? ActorName, Guid? CommandId);

/// <summary>Where a page of changes ended; changes of the same time are in the device's own order.</summary>
internal sealed record ChangePosition(DateTimeOffset At, long Seq)
{
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Seq}");

    public static ChangePosition? Read(string cursor) =>
        cursor.Split('-') is [var ticks, var number]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? new ChangePosition(new DateTimeOffset(at, TimeSpan.Zero), seq)
            : null;
}

/// <summary>SQL that reads state and its history for people.</summary>
internal sealed class StateQueries(NpgsqlDataSource database)
{
    public async Task<DeviceState?> FindAsync(DeviceGrant grant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DeviceState>("""
            select device_id, coalesce(state, '{}') as state, state_reported_at as reported_at, state_changed_at as changed_at
            from devices where device_number = @DeviceNumber and tenant_id is not distinct from @TenantId
            """, new { grant.DeviceNumber, grant.TenantId });
    }

    /// <summary>Changes since the device is its owner's, newest first. Conditions that do not apply are not in the statement, so that the index is used.</summary>
    public async Task<IReadOnlyList<ChangeView>> ChangesAsync(
        DeviceGrant grant, DateTimeOffset? from, DateTimeOffset? to, ChangePosition? before, int limit, CancellationToken ct)
    {
        var begin = grant.NotBefore(from);
        var since = begin is null ? "" : "and c.at >= @begin";
        var until = to is null ? "" : "and c.at < @to";
        var after = before is null ? "" : "and (c.at, c.seq) < (@At, @Seq)";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ChangeView>($"""
            select c.seq, c.at, c.received_at, c.key, c.value, c.cause, c.actor, s.name as actor_name, c.command_id
            from state_changes c left join device_shares s on s.device_number = c.device_number and 'user:' || s.user_id = c.actor
            where c.device_number = @DeviceNumber {since} {until} {after} order by c.at desc, c.seq desc limit @limit
            """, new { grant.DeviceNumber, begin, to, before?.At, before?.Seq, limit })];
    }
}
