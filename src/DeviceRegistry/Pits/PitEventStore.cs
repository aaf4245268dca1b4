using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Pits;

/// <summary>Something that happened to a device in a pit; without a pit it is on no time line.</summary>
internal sealed record PitEvent(int? TenantId, int? PitId, long DeviceNumber, string Kind, string Reason, DateTimeOffset At)
{
    public const string Online = "online", Offline = "offline", Disabled = "disabled", Enabled = "enabled";
}

/// <summary>An event as the API shows it.</summary>
/// <param name="At">When.</param>
/// <param name="Kind"><c>online</c> or <c>offline</c>; <c>disabled</c> or <c>enabled</c> by the license.</param>
/// <param name="DeviceId">The device that was mounted there.</param>
/// <param name="Reason">Such as <c>heard</c>, <c>silence</c>, <c>connection_lost</c>, or the reason of the license's switch.</param>
internal sealed record PitEventView(DateTimeOffset At, string Kind, string DeviceId, string Reason);

/// <summary>Events of a pit, newest first.</summary>
internal sealed record PitEvents(IReadOnlyList<PitEventView> Items);

/// <summary>All SQL of the pits' time lines.</summary>
internal sealed class PitEventStore(NpgsqlDataSource database)
{
    private const int Limit = 500;

    public static async Task AddAsync(NpgsqlTransaction transaction, IReadOnlyList<PitEvent> events)
    {
        var inPits = events.Where(e => e is { TenantId: not null, PitId: not null }).ToArray();
        if (inPits.Length == 0) return;
        await transaction.Connection!.ExecuteAsync("""
            insert into pit_events (tenant_id, pit_id, device_number, kind, reason, at)
            select * from unnest(@tenants, @pits, @devices, @kinds, @reasons, @times)
            """,
            new
            {
                tenants = inPits.Select(e => e.TenantId!.Value).ToArray(),
                pits = inPits.Select(e => e.PitId!.Value).ToArray(),
                devices = inPits.Select(e => e.DeviceNumber).ToArray(),
                kinds = inPits.Select(e => e.Kind).ToArray(),
                reasons = inPits.Select(e => e.Reason).ToArray(),
                times = inPits.Select(e => e.At.ToUniversalTime()).ToArray(),
            },
            transaction);
    }

    /// <summary>The newest events of a pit within a time, which is open where it is null.</summary>
    public async Task<IReadOnlyList<PitEventView>> ListAsync(int tenantId, int pitId, DateTimeOffset? from, DateTimeOffset? to, bool withLicense, CancellationToken ct)
    {
        var since = from is null ? "" : "and e.at >= @from";
        var until = to is null ? "" : "and e.at < @to";
        var kinds = withLicense ? "" : "and e.kind in ('online', 'offline')";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<PitEventView>($"""
            select e.at, e.kind, d.device_id, e.reason from pit_events e join devices d using (device_number)
            where e.tenant_id = @tenantId and e.pit_id = @pitId {since} {until} {kinds}
            order by e.at desc, e.event_id desc limit @Limit
            """, new { tenantId, pitId, from, to, Limit })];
    }
}
