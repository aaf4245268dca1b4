using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>Somebody's share in a device.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Name">What the person is called.</param>
/// <param name="Email">The person's e-mail address.</param>
/// <param name="AccessLevel"><c>controller</c>, <c>viewer</c> or <c>installer</c>.</param>
/// <param name="Until">When it ends by itself; null for no end.</param>
/// <param name="Since">Since when.</param>
internal sealed record ShareView(long UserId, string Name, string Email, string AccessLevel, DateTimeOffset? Until, DateTimeOffset Since);

/// <summary>A change of somebody's share; what is absent stays.</summary>
internal sealed record ShareChange(string? Level, bool SetsUntil, DateTimeOffset? Until);

/// <summary>
/// All SQL of shares. Whoever changes one holds the device's row, whose tenant was compared; every change is told to those who
/// keep copies, in the same transaction. A share that has ended keeps its row, so that its version goes on growing.
/// </summary>
internal sealed class ShareStore(NpgsqlDataSource database)
{
    private const string Current = "level is not null and (until is null or until > @now)";

    /// <summary>Shares of a device that have not ended, oldest first; of one person only unless null.</summary>
    public async Task<IReadOnlyList<ShareView>> ListAsync(long deviceNumber, long? userId, DateTimeOffset now, CancellationToken ct)
    {
        var person = userId is null ? "" : "and user_id = @userId";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ShareView>($"""
            select user_id, name, email, level as access_level, until, since from device_shares
            where device_number = @deviceNumber {person} and {Current} order by since, share_id
            """, new { deviceNumber, userId, now })];
    }

    /// <summary>Gives somebody a level, in place of the one that they had.</summary>
    public static async Task GiveAsync(
        NpgsqlTransaction transaction, DeviceRow device, PersonFacts person, string level, DateTimeOffset? until, string grantedBy, DateTimeOffset now)
    {
        var given = await transaction.Connection!.QuerySingleAsync<Row>("""
            insert into device_shares (device_number, user_id, level, until, name, email, granted_by, since)
            values (@DeviceNumber, @UserId, @level, @until, @name, @email, @grantedBy, @now)
            on conflict (device_number, user_id) do update set
                level = excluded.level, until = excluded.until, name = excluded.name, email = excluded.email, granted_by = excluded.granted_by,
                since = case when device_shares.level is null then excluded.since else device_shares.since end, version = device_shares.version + 1
            returning user_id, level, until, version
            """,
            new { device.DeviceNumber, person.UserId, level, until, name = person.Called, email = person.Email ?? "", grantedBy, now }, transaction);
        await TellAsync(transaction, device, [given], now);
    }

    /// <summary>Changes a share of the tenant's device; null when there is none.</summary>
    public async Task<ShareView?> ChangeAsync(int tenantId, string deviceId, long userId, ShareChange change, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != tenantId) return null;
        var changed = (await connection.QueryAsync<Row>($"""
            update device_shares set level = coalesce(@Level, level), until = case when @SetsUntil then @Until else until end, version = version + 1
            where device_number = @DeviceNumber and user_id = @userId and {Current}
            returning user_id, level, until, version
            """, new { device.DeviceNumber, userId, change.Level, change.SetsUntil, change.Until, now }, transaction)).AsList();
        if (changed.Count == 0) return null;
        await TellAsync(transaction, device, changed, now);
        await transaction.CommitAsync(ct);
        return await ListAsync(device.DeviceNumber, userId, now, ct) is [var share] ? share : null;
    }

    /// <summary>Ends one person's share of the tenant's device; false when there is none.</summary>
    public async Task<bool> EndAsync(int tenantId, string deviceId, long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != tenantId) return false;
        if (await EndAsync(transaction, device, "and user_id = @userId", new { device.DeviceNumber, userId }, now) == 0) return false;
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Ends all shares of a device, or only those of a level.</summary>
    public static Task<int> EndAllAsync(NpgsqlTransaction transaction, DeviceRow device, string? level, DateTimeOffset now) =>
        EndAsync(transaction, device, level is null ? "" : "and level = @level", new { device.DeviceNumber, level }, now);

    /// <summary>Ends up to <paramref name="batch"/> shares whose time is over and tells so; returns how many. They opened nothing since then anyway.</summary>
    public async Task<int> EndThoseOverAsync(int batch, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var over = (await connection.QueryAsync<(string DeviceId, int? TenantId, long UserId, long Version)>("""
            update device_shares s set level = null, version = s.version + 1
            from devices d
            where d.device_number = s.device_number and s.share_id in (
                select share_id from device_shares where level is not null and until <= @now order by until limit @batch for update skip locked)
            returning d.device_id, d.tenant_id, s.user_id, s.version
            """, new { batch, now }, transaction)).AsList();
        foreach (var (deviceId, tenantId, userId, version) in over)
            await Outbox.AddAsync(transaction, new DeviceAccessChanged(new(deviceId, tenantId ?? 0, userId, Level: null, Until: null, version), now), $"device:{deviceId}", now);
        await transaction.CommitAsync(ct);
        return over.Count;
    }

    /// <summary>Shares after a number, also those that have ended, so that no copy keeps what it missed the end of: a page of the snapshot.</summary>
    public async Task<IReadOnlyList<(long Number, DeviceAccessFacts Facts)>> SnapshotAsync(long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<SnapshotRow>("""
            select s.share_id, d.device_id, d.tenant_id, s.user_id, s.level, s.until, s.version
            from device_shares s join devices d using (device_number) where s.share_id > @after order by s.share_id limit @limit
            """, new { after, limit })).Select(s => (s.ShareId, new DeviceAccessFacts(s.DeviceId, s.TenantId ?? 0, s.UserId, s.Level, s.Until, s.Version)))];
    }

    private static async Task<int> EndAsync(NpgsqlTransaction transaction, DeviceRow device, string which, object parameters, DateTimeOffset now)
    {
        var ended = (await transaction.Connection!.QueryAsync<Row>($"""
            update device_shares set level = null, until = null, version = version + 1 where device_number = @DeviceNumber and level is not null {which}
            returning user_id, level, until, version
            """, parameters, transaction)).AsList();
        await TellAsync(transaction, device, ended, now);
        return ended.Count;
    }

    private static async Task TellAsync(NpgsqlTransaction transaction, DeviceRow device, IEnumerable<Row> shares, DateTimeOffset now)
    {
        foreach (var share in shares)
        {
            var facts = new DeviceAccessFacts(device.DeviceId, device.TenantId ?? 0, share.UserId, share.Level, share.Until, share.Version);
            await Outbox.AddAsync(transaction, new DeviceAccessChanged(facts, now), device.Stream, now);
        }
    }

    private sealed record Row(long UserId, string? Level, DateTimeOffset? Until, long Version);

    private sealed record SnapshotRow(long ShareId, string DeviceId, int? TenantId, long UserId, string? Level, DateTimeOffset? Until, long Version);
}
