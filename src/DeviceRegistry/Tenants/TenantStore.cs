using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.DeviceRegistry.Pits;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Tenants;

/// <summary>This service's copy of the tenants, and the pits that a tenant starts with.</summary>
internal sealed class TenantStore(NpgsqlDataSource database, SnapshotClient<TenantFacts> identity, TimeProvider time)
{
    /// <summary>Takes the facts unless newer ones are known; a tenant that is new begins with pits 1 to N, and one of them that is removed stays away.</summary>
    public static async Task ApplyAsync(NpgsqlTransaction transaction, TenantFacts tenant, DateTimeOffset now)
    {
        var isNew = await transaction.Connection!.QuerySingleOrDefaultAsync<bool>("""
            insert into tenants (tenant_id, code, kind, name, version) values (@TenantId, @Code, @Kind, @Name, @Version)
            on conflict (tenant_id) do update set code = excluded.code, kind = excluded.kind, name = excluded.name, version = excluded.version
            where tenants.version < excluded.version
            returning xmax = 0
            """, tenant, transaction);
        if (!isNew) return;
        var pits = await transaction.Connection!.QueryAsync<PitFacts>($"""
            insert into pits (tenant_id, pit_number, code, name, created_at)
            select @TenantId, n, 'pit' || n, 'Pit ' || n, @now from generate_series(1, @Pits) n
            on conflict (tenant_id, pit_number) do nothing
            returning {PitCopies.Facts}
            """, new { tenant.TenantId, tenant.Pits, now }, transaction);
        await PitCopies.TellAsync(transaction, [.. pits], now);
    }

    /// <summary>
    /// The tenant's code. A tenant that was provisioned a moment ago may not have been heard of yet, so Identity is
    /// asked before the answer is null.
    /// </summary>
    public async Task<string?> FindCodeAsync(int tenantId, CancellationToken ct)
    {
        if (await ReadCodeAsync(tenantId, ct) is { } code) return code;
        var page = await identity.GetAsync("internal/tenants", $"{tenantId - 1}", ct);
        await ApplyAsync(page.Items, ct);
        return await ReadCodeAsync(tenantId, ct);
    }

    /// <summary>The answer while the caller's own tenant was made a moment ago and Identity does not show it yet.</summary>
    public static ProblemHttpResult NotKnownYet(HttpContext http)
    {
        Problems.SetRetryAfter(http, TimeSpan.FromSeconds(2));
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "service_unavailable", "Your household or workshop was made a moment ago; try again.");
    }

    /// <summary>Reads all tenants from Identity: those from before this service first ran.</summary>
    public async Task FillAsync(CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await identity.GetAsync("internal/tenants", cursor, ct);
            await ApplyAsync(page.Items, ct);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private async Task ApplyAsync(IReadOnlyList<TenantFacts> tenants, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var tenant in tenants.OrderBy(t => t.TenantId)) await ApplyAsync(transaction, tenant, time.GetUtcNow());
        await transaction.CommitAsync(ct);
    }

    private async Task<string?> ReadCodeAsync(int tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>("select code from tenants where tenant_id = @tenantId", new { tenantId });
    }
}
