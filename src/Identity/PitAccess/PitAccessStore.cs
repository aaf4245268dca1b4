using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Users;
using Platform.Messaging;

namespace Platform.Identity.PitAccess;

/// <summary>All SQL of pit permissions. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class PitAccessStore(NpgsqlDataSource database)
{
    /// <summary>Replaces the permitted pits of a limited user, with the event; null when the caller has no such user.</summary>
    public async Task<PitAccessFacts?> SetAsync(int? tenant, long userId, int[] pitIds, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>("""
            insert into pit_access (user_id, tenant_id, pit_ids, version)
            select user_id, tenant_id, @pitIds, 1 from users
            where (@tenant::int is null or tenant_id = @tenant) and user_id = @userId and role = any(@limited)
            on conflict (user_id) do update set pit_ids = excluded.pit_ids, version = pit_access.version + 1
            returning user_id, tenant_id, pit_ids, version
            """, new { tenant, userId, pitIds, limited = UserRules.LimitedToPits }, transaction);
        if (row is null) return null;
        var facts = row.ToFacts();
        await Outbox.AddAsync(transaction, new PitAccessChanged(facts, now), UserStore.StreamOf(userId), now);
        await transaction.CommitAsync(ct);
        return facts;
    }

    /// <summary>The permitted pits of a limited user; null when the caller has no such user.</summary>
    public async Task<PitAccessFacts?> FindAsync(int? tenant, long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>("""
            select u.user_id, u.tenant_id, coalesce(a.pit_ids, '{}') as pit_ids, coalesce(a.version, 0) as version
            from users u left join pit_access a using (user_id)
            where (@tenant::int is null or u.tenant_id = @tenant) and u.user_id = @userId and u.role = any(@limited)
            """, new { tenant, userId, limited = UserRules.LimitedToPits });
        return row?.ToFacts();
    }

    public async Task<IReadOnlyList<PitAccessFacts>> SnapshotAsync(long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            "select user_id, tenant_id, pit_ids, version from pit_access where user_id > @after order by user_id limit @limit", new { after, limit });
        return [.. rows.Select(r => r.ToFacts())];
    }

    /// <summary>Read by properties: the driver names an array's type only when it has seen the value.</summary>
    private sealed class Row
    {
        public long UserId { get; set; }

        public int TenantId { get; set; }

        public int[] PitIds { get; set; } = [];

        public long Version { get; set; }

        public PitAccessFacts ToFacts() => new(UserId, TenantId, PitIds, Version);
    }
}
