using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Contracts.Jobs;
using Platform.Identity.Users;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.PitAccess;

/// <summary>All SQL of pit permissions. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class PitAccessStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Replaces the permitted pits of a limited user, with the event; null when the caller has no such user, or when it is a customer
    /// whose jobs decide.
    /// </summary>
    public async Task<PitAccessFacts?> SetAsync(int? tenant, long userId, int[] pitIds, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>("""
            insert into pit_access (user_id, tenant_id, pit_ids, version)
            select user_id, tenant_id, @pitIds, 1 from users
            where (@tenant::int is null or tenant_id = @tenant) and user_id = @userId and role = any(@limited)
            on conflict (user_id) do update set pit_ids = excluded.pit_ids, version = pit_access.version + 1 where pit_access.jobs_version is null
            returning user_id, tenant_id, pit_ids, version
            """, new { tenant, userId, pitIds, limited = UserRules.LimitedToPits }, transaction);
        if (row is null) return null;
        var facts = row.ToFacts();
        await Outbox.AddAsync(transaction, new PitAccessChanged(facts, now), UserStore.StreamOf(userId), now);
        await transaction.CommitAsync(ct);
        return facts;
    }

    /// <summary>From now on jobs decide which pits the customer may see: none, until the first begins.</summary>
    public static Task LeaveToJobsAsync(NpgsqlTransaction transaction, int tenantId, long userId) => transaction.Connection!.ExecuteAsync("""
        insert into pit_access (user_id, tenant_id, pit_ids, version, jobs_version) values (@userId, @tenantId, '{}', 1, 0) on conflict (user_id) do nothing
        """, new { userId, tenantId }, transaction);

    /// <summary>Takes the pits that a customer's jobs give, with the event, unless something newer was heard.</summary>
    public static async Task FollowJobsAsync(NpgsqlTransaction transaction, CustomerPitsChanged jobs, DateTimeOffset now)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>("""
            insert into pit_access (user_id, tenant_id, pit_ids, version, jobs_version)
            select user_id, tenant_id, @pitIds, 1, @Version from users where tenant_id = @TenantId and user_id = @UserId and role = @customer
            on conflict (user_id) do update set pit_ids = excluded.pit_ids, version = pit_access.version + 1, jobs_version = excluded.jobs_version
            where coalesce(pit_access.jobs_version, -1) < excluded.jobs_version
            returning user_id, tenant_id, pit_ids, version
            """, new { jobs.UserId, jobs.TenantId, pitIds = jobs.PitIds.Distinct().Order().ToArray(), jobs.Version, customer = Roles.Customer }, transaction);
        if (row is not null) await Outbox.AddAsync(transaction, new PitAccessChanged(row.ToFacts(), now), UserStore.StreamOf(jobs.UserId), now);
    }

    /// <summary>Whether the pits of that user are those of the own jobs.</summary>
    public async Task<bool> IsLeftToJobsAsync(int? tenant, long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select 1 from pit_access where (@tenant::int is null or tenant_id = @tenant) and user_id = @userId and jobs_version is not null)", new { tenant, userId });
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
