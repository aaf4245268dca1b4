using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Presence;

/// <summary>When a device was online and when not.</summary>
internal static class PresenceEndpoints
{
    public static void MapPresence(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/devices").WithTags("Devices").RequireAuthorization(Policies.DevicesSeen)
            .MapGet("/{deviceId}/presence", ListAsync).WithSummary("When the device came online and went offline, newest first");

    private static async Task<Results<Ok<Page<PresenceView>>, ProblemHttpResult>> ListAsync(
        string deviceId, Caller caller, DeviceGrants grants, PresenceQueries presence, CancellationToken ct,
        DateTimeOffset? from = null, DateTimeOffset? to = null, int? limit = null, string? cursor = null)
    {
        if (from >= to) return Problems.Invalid(("to", "must be after from"));
        var before = cursor is null ? null : PresencePosition.Read(cursor);
        if (cursor is not null && before is null) return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (await grants.FindAsync(caller, deviceId, ct) is not { } device) return Problems.NotFound("device");
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await presence.ListAsync(device.DeviceNumber, device.NotBefore(from), to, before, take + 1, ct), take, c => new PresencePosition(c.At, c.ChangeId).Cursor));
    }
}

/// <summary>A change between online and offline.</summary>
/// <param name="ChangeId">The change's number.</param>
/// <param name="At">When.</param>
/// <param name="Online">What it was from then on.</param>
/// <param name="Reason"><c>heard</c>, <c>silence</c>, or what its last will says, such as <c>connection_lost</c>.</param>
internal sealed record PresenceView(long ChangeId, DateTimeOffset At, bool Online, string Reason);

/// <summary>Where a page of changes ended; changes of the same time are in the order of their numbers.</summary>
internal sealed record PresencePosition(DateTimeOffset At, long ChangeId)
{
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{ChangeId}");

    public static PresencePosition? Read(string cursor) =>
        cursor.Split('-') is [var ticks, var change]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new PresencePosition(new DateTimeOffset(at, TimeSpan.Zero), id)
            : null;
}

/// <summary>SQL that reads the history of presence for people.</summary>
internal sealed class PresenceQueries(NpgsqlDataSource database)
{
    /// <summary>Changes of a device that the caller may see, newest first.</summary>
    public async Task<IReadOnlyList<PresenceView>> ListAsync(
        long deviceNumber, DateTimeOffset? from, DateTimeOffset? to, PresencePosition? before, int limit, CancellationToken ct)
    {
        var since = from is null ? "" : "and at >= @from";
        var until = to is null ? "" : "and at < @to";
        var after = before is null ? "" : "and (at, change_id) < (@At, @ChangeId)";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<PresenceView>($"""
            select change_id, at, online, reason from presence_changes
            where device_number = @deviceNumber {since} {until} {after} order by at desc, change_id desc limit @limit
            """, new { deviceNumber, from, to, before?.At, before?.ChangeId, limit })];
    }
}
