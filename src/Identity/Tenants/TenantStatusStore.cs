using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Identity.Tenants;

/// <summary>One change of a tenant's status.</summary>
/// <param name="Version">Of the tenant, by the change.</param>
/// <param name="Status">What it became.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who: <c>user:12</c>.</param>
/// <param name="At">When.</param>
internal sealed record TenantStatusChange(long Version, TenantStatus Status, string Reason, string Actor, DateTimeOffset At);

/// <summary>All SQL of tenants' status. Admins only, so there is no scope.</summary>
internal sealed class TenantStatusStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Gives the tenant the other status, with its record and its events; false when there is no such tenant or it has the
    /// status already. Of many at once one gets true.
    /// </summary>
    public async Task<bool> ChangeAsync(int tenantId, TenantStatus to, string reason, string actor, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var status = TenantRules.WordOf(to);
        var facts = await connection.QuerySingleOrDefaultAsync<TenantFacts>($"""
            update tenants set status = @status, status_reason = @reason, status_changed_at = @now, version = version + 1, updated_at = @now
            where tenant_id = @tenantId and status <> @status
            returning {TenantStore.Facts}
            """, new { tenantId, status, reason, now }, transaction);
        if (facts is null) return false;
        await connection.ExecuteAsync("""
            insert into tenant_status_changes (tenant_id, version, status, reason, actor, at) values (@TenantId, @Version, @status, @reason, @actor, @now)
            """, new { facts.TenantId, facts.Version, status, reason, actor, now }, transaction);
        await TenantStore.AnnounceAsync(transaction, facts, now);
        object told = to == TenantStatus.Suspended
            ? new TenantSuspended(tenantId, reason, actor, facts.Version, now)
            : new TenantActivated(tenantId, reason, actor, facts.Version, now);
        await Outbox.AddAsync(transaction, told, TenantStore.StreamOf(tenantId), now);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Changes before a version, newest first.</summary>
    public async Task<IReadOnlyList<TenantStatusChange>> ListAsync(int tenantId, long before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<TenantStatusChange>("""
            select version, status, reason, actor, at from tenant_status_changes
            where tenant_id = @tenantId and version < @before order by version desc limit @limit
            """, new { tenantId, before, limit })];
    }
}
