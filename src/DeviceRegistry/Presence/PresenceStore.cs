using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
using Platform.DeviceRegistry.Pits;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>A device that changed between online and offline; <paramref name="State"/> is a controller's, as JSON.</summary>
internal sealed record PresenceChange(
    long DeviceNumber, string DeviceId, int? TenantId, int? PitId, string? ReportedStatus, string? State, bool Online, DateTimeOffset LastSeenAt, DateTimeOffset At);

/// <summary>All SQL of presence. Rows are locked in the order of their numbers, so that batches do not wait for each other in a circle.</summary>
internal static class PresenceStore
{
    /// <summary>Notes when devices were heard of. A device that was offline comes online when <see cref="PresenceRules.ComesOnline"/> says so.</summary>
    private const string NoteSeen = """
        with seen as (
            select d.device_number, d.device_id, d.tenant_id, d.pit_id, d.reported_status, d.state, s.at
            from unnest(@deviceIds::text[], @times::timestamptz[]) s (device_id, at) join devices d using (device_id)),
        held as (
            select p.device_number, s.at, not p.online and s.at >= p.changed_at and s.at > @now - @Timeout as comes
            from device_presence p join seen s using (device_number)
            order by p.device_number for no key update of p),
        noted as (
            update device_presence p set
                last_seen_at = greatest(p.last_seen_at, h.at),
                last_reading_at = case when @byReading then greatest(p.last_reading_at, h.at) else p.last_reading_at end,
                online = p.online or h.comes,
                changed_at = case when h.comes then h.at else p.changed_at end,
                check_at = case when h.comes then h.at + @Timeout else p.check_at end
            from held h where p.device_number = h.device_number
            returning p.device_number, h.comes, p.online, p.last_seen_at)
        select s.device_number, s.device_id, s.tenant_id, s.pit_id, s.reported_status, s.state, n.online, n.last_seen_at, s.at, n.comes
        from noted n join seen s using (device_number)
        """;

    /// <summary>
    /// Notes when devices were heard of, all in one statement; times only go forward. Ids must be distinct. Returns the
    /// devices that came online, with event and history written.
    /// </summary>
    public static async Task<IReadOnlyList<PresenceChange>> SeenAsync(
        NpgsqlTransaction transaction, string[] deviceIds, DateTimeOffset[] times, bool byReading, DateTimeOffset now)
    {
        await LedgerStore.LockClaimedAsync(transaction, deviceIds);
        var changes = (await transaction.Connection!.QueryAsync<SeenRow>(
            $"{NoteSeen} where n.comes", new { deviceIds, times, byReading, now, PresenceRules.Timeout }, transaction)).Select(r => r.Change).ToList();
        await RecordAsync(transaction, changes, "heard", now);
        if (changes.Count > 0) await LedgerStore.CameOnlineAsync(transaction, [.. changes.Select(c => c.DeviceNumber)], now);
        return changes;
    }

    /// <summary>
    /// The same for one device that this transaction has locked, without the questions that its row answers already. Returns how it
    /// stands now, whether that is new or not.
    /// </summary>
    public static async Task<PresenceChange> HeardAsync(NpgsqlTransaction transaction, DeviceRow device, DateTimeOffset at, DateTimeOffset now)
    {
        var seen = await transaction.Connection!.QuerySingleAsync<SeenRow>(
            NoteSeen, new { deviceIds = new[] { device.DeviceId }, times = new[] { at.ToUniversalTime() }, byReading = false, now, PresenceRules.Timeout }, transaction);
        if (seen.Comes)
        {
            await RecordAsync(transaction, [seen.Change], "heard", now);
            if (LedgerRules.WaitsForFirstWord(device.Lifecycle, device.TenantId)) await LedgerStore.CameOnlineAsync(transaction, [device.DeviceNumber], now);
        }

        return seen.Change with { At = now };
    }

    /// <summary>Takes the device offline because of its last will, unless something was heard of it since.</summary>
    public static async Task<IReadOnlyList<PresenceChange>> WillAsync(NpgsqlTransaction transaction, string deviceId, string reason, DateTimeOffset at, DateTimeOffset now)
    {
        var changes = (await transaction.Connection!.QueryAsync<PresenceChange>("""
            update device_presence p set online = false, changed_at = @at
            from devices d
            where d.device_id = @deviceId and p.device_number = d.device_number and p.online and (p.last_seen_at is null or @at >= p.last_seen_at)
            returning d.device_number, d.device_id, d.tenant_id, d.pit_id, d.reported_status, d.state, p.online, coalesce(p.last_seen_at, @at) as last_seen_at, @at as at
            """, new { deviceId, at }, transaction)).AsList();
        await RecordAsync(transaction, changes, reason, now);
        return changes;
    }

    /// <summary>The same for a device that this transaction has locked. Returns how it stands now.</summary>
    public static async Task<PresenceChange> LeftAsync(NpgsqlTransaction transaction, DeviceRow device, string reason, DateTimeOffset at, DateTimeOffset now)
    {
        await WillAsync(transaction, device.DeviceId, reason, at, now);
        return await transaction.Connection!.QuerySingleAsync<PresenceChange>("""
            select d.device_number, d.device_id, d.tenant_id, d.pit_id, d.reported_status, d.state, p.online, coalesce(p.last_seen_at, @now) as last_seen_at, @now as at
            from devices d join device_presence p using (device_number) where d.device_number = @DeviceNumber
            """, new { device.DeviceNumber, now }, transaction);
    }

    /// <summary>
    /// Looks at up to <paramref name="batch"/> devices whose check is due: the silent ones go offline, the others are due
    /// again when their silence would be too long. Returns how many were looked at.
    /// </summary>
    public static async Task<(int Checked, IReadOnlyList<PresenceChange> Changes)> SweepAsync(NpgsqlTransaction transaction, DateTimeOffset now, int batch)
    {
        var rows = (await transaction.Connection!.QueryAsync<PresenceChange>("""
            with due as (
                select device_number, last_seen_at <= @now - @Timeout as silent from device_presence
                where online and check_at <= @now order by check_at limit @batch for no key update skip locked)
            update device_presence p set
                online = not due.silent,
                changed_at = case when due.silent then @now else p.changed_at end,
                check_at = p.last_seen_at + @Timeout
            from due, devices d
            where p.device_number = due.device_number and d.device_number = due.device_number
            returning d.device_number, d.device_id, d.tenant_id, d.pit_id, d.reported_status, d.state, p.online, p.last_seen_at, @now as at
            """, new { now, batch, PresenceRules.Timeout }, transaction)).AsList();
        var changes = rows.FindAll(r => !r.Online);
        await RecordAsync(transaction, changes, "silence", now);
        return (rows.Count, changes);
    }

    private static async Task RecordAsync(NpgsqlTransaction transaction, List<PresenceChange> changes, string reason, DateTimeOffset now)
    {
        if (changes.Count == 0) return;
        await transaction.Connection!.ExecuteAsync("""
            insert into presence_changes (device_number, online, reason, at)
            select n, o, @reason, at from unnest(@numbers, @online, @times) u (n, o, at)
            """,
            new
            {
                reason,
                numbers = changes.Select(c => c.DeviceNumber).ToArray(),
                online = changes.Select(c => c.Online).ToArray(),
                times = changes.Select(c => c.At.ToUniversalTime()).ToArray(),
            },
            transaction);
        await PitEventStore.AddAsync(
            transaction, [.. changes.Select(c => new PitEvent(c.TenantId, c.PitId, c.DeviceNumber, c.Online ? PitEvent.Online : PitEvent.Offline, reason, c.At))]);
        await Outbox.AddAllAsync(transaction, [.. changes.SelectMany(change => MessagesOf(change, reason))], StreamOf, now);
    }

    private static IEnumerable<object> MessagesOf(PresenceChange change, string reason)
    {
        yield return change.Online
            ? new DeviceOnline(change.DeviceId, change.TenantId, change.PitId, change.At)
            : new DeviceOffline(change.DeviceId, change.TenantId, change.PitId, reason, change.LastSeenAt, change.At);
        if (change.State is { } state)
            yield return new DeviceStateChanged(change.DeviceId, change.TenantId, PresenceRules.Shown(change.Online, change.ReportedStatus), state, "presence", change.At);
    }

    private static string StreamOf(object message) => message switch
    {
        DeviceOnline online => $"device:{online.DeviceId}",
        DeviceOffline offline => $"device:{offline.DeviceId}",
        DeviceStateChanged changed => $"device:{changed.DeviceId}",
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Tells nothing of presence."),
    };

    /// <summary>A device that was heard of; <paramref name="Comes"/> when it was offline until now.</summary>
    private sealed record SeenRow(
        long DeviceNumber, string DeviceId, int? TenantId, int? PitId, string? ReportedStatus, string? State, bool Online, DateTimeOffset LastSeenAt, DateTimeOffset At, bool Comes)
    {
        public PresenceChange Change => new(DeviceNumber, DeviceId, TenantId, PitId, ReportedStatus, State, Online, LastSeenAt, At);
    }
}
