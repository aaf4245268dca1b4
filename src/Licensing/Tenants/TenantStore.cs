using Dapper;
using Npgsql;
using Platform.Contracts.Licensing;
using Platform.Licensing.Leases;
using Platform.Licensing.Licenses;
using Platform.Messaging;

namespace Platform.Licensing.Tenants;

/// <summary>A tenant that is suspended, and by whom.</summary>
internal sealed record Suspension(string Actor);

/// <summary>
/// All SQL of tenants and of the licenses that follow them. What is to be done is read from the state itself: active licenses
/// of a suspended tenant, and licenses suspended with a tenant that is served again. So it does not matter where it stopped.
/// </summary>
internal sealed class TenantStore(NpgsqlDataSource database, LeaseSigner signer, LiveSwitches live)
{
    /// <summary>Takes how a tenant is unless something newer is known.</summary>
    public static Task SetAsync(NpgsqlTransaction transaction, int tenantId, bool isSuspended, string actor, long version) =>
        transaction.Connection!.ExecuteAsync("""
            insert into tenants (tenant_id, is_suspended, actor, version) values (@tenantId, @isSuspended, @actor, @version)
            on conflict (tenant_id) do update set is_suspended = excluded.is_suspended, actor = excluded.actor, version = excluded.version
            where tenants.version < excluded.version
            """, new { tenantId, isSuspended, actor, version }, transaction);

    /// <summary>The tenant's suspension, null when it is served; it stays so until the transaction ends.</summary>
    public static Task<Suspension?> SuspensionAsync(NpgsqlTransaction transaction, int? tenantId) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<Suspension>(
            "select actor from (select actor, is_suspended from tenants where tenant_id = @tenantId for share) t where is_suspended", new { tenantId }, transaction);

    /// <summary>Tenants with licenses that do not follow yet.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<int>("""
            select t.tenant_id from tenants t
            where case when t.is_suspended
                then exists (select 1 from licenses l where l.tenant_id = t.tenant_id and l.status = 'active')
                else exists (select 1 from licenses l where l.tenant_id = t.tenant_id and l.status = 'suspended' and l.reason = @reason) end
            """, new { reason = LicenseRules.WorkshopSuspendedReason })];
    }

    /// <summary>
    /// Lets up to <paramref name="batch"/> licenses follow their tenant, in one transaction; returns how many. A license that is
    /// being switched at this moment is left to the next round.
    /// </summary>
    public async Task<int> FollowAsync(int tenantId, int batch, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tenant = await connection.QuerySingleOrDefaultAsync<TenantRow>(
            "select is_suspended, actor from tenants where tenant_id = @tenantId for update", new { tenantId }, transaction);
        if (tenant is null) return 0;

        var (from, reason) = tenant.IsSuspended
            ? (LicenseStatus.Active, LicenseRules.WorkshopSuspendedReason)
            : (LicenseStatus.Suspended, LicenseRules.WorkshopActivatedReason);
        var changed = await (tenant.IsSuspended ? SuspendAsync(transaction, tenantId, batch, now) : LiftAsync(transaction, tenantId, batch, now));
        var switches = new List<Guid>(changed.Count);
        foreach (var license in changed)
        {
            var why = license.Status == LicenseStatus.Expired.Word() ? LicenseRules.ExpiredReason : reason;
            var switchId = await SwitchRecords.AddAsync(transaction, license, from, why, tenant.Actor, now);
            switches.Add(switchId);
            await Outbox.AddAsync(transaction, SwitchRecords.EventOf(license, switchId, why, now), license.Stream, now);
        }

        await signer.RenewAsync(transaction, [.. changed.Where(l => l.Status == LicenseStatus.Active.Word())], now);
        await transaction.CommitAsync(ct);
        live.Tell(switches);
        return changed.Count;
    }

    private static async Task<List<LicenseRow>> SuspendAsync(NpgsqlTransaction transaction, int tenantId, int batch, DateTimeOffset now) =>
        (await transaction.Connection!.QueryAsync<LicenseRow>($"""
            update licenses set status = 'suspended', reason = @reason, changed_at = @now, version = version + 1
            where license_number in (
                select license_number from licenses where tenant_id = @tenantId and status = 'active'
                order by license_number limit @batch for update skip locked)
            returning {LicenseRow.Columns}
            """, new { tenantId, batch, now, reason = LicenseRules.WorkshopSuspendedReason }, transaction)).AsList();

    /// <summary>A license whose time ended meanwhile expires, as it would have done had it been active.</summary>
    private static async Task<List<LicenseRow>> LiftAsync(NpgsqlTransaction transaction, int tenantId, int batch, DateTimeOffset now) =>
        (await transaction.Connection!.QueryAsync<LicenseRow>($"""
            update licenses set status = case when expires_at <= @now then 'expired' else 'active' end,
                                reason = case when expires_at <= @now then @expired else '' end, changed_at = @now, version = version + 1
            where license_number in (
                select license_number from licenses where tenant_id = @tenantId and status = 'suspended' and reason = @reason
                order by license_number limit @batch for update skip locked)
            returning {LicenseRow.Columns}
            """, new { tenantId, batch, now, reason = LicenseRules.WorkshopSuspendedReason, expired = LicenseRules.ExpiredReason }, transaction)).AsList();

    private sealed record TenantRow(bool IsSuspended, string Actor);
}
