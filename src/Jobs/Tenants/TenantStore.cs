using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Jobs.Templates;
using Platform.Messaging;

namespace Platform.Jobs.Tenants;

/// <summary>What Jobs knows of a workshop.</summary>
internal sealed record TenantRow(int TenantId, string Name, string TimeZone, bool IsSuspended, string CountryCode);

/// <summary>This service's copy of the tenants, the templates that a workshop starts with, and its settings.</summary>
internal sealed class TenantStore(NpgsqlDataSource database, SnapshotClient<TenantFacts> identity, TimeProvider time)
{
    private const string Columns = "tenant_id, name, time_zone, is_suspended, country_code", Workshop = "workshop", DefaultTimeZone = "Asia/Kolkata";

    /// <summary>Takes the facts unless newer ones are known; a workshop that is new begins with the usual templates, which stay away once they are removed.</summary>
    public static async Task ApplyAsync(NpgsqlTransaction transaction, TenantFacts tenant, DateTimeOffset now)
    {
        var isNew = await transaction.Connection!.QuerySingleOrDefaultAsync<bool>("""
            insert into tenants (tenant_id, kind, name, time_zone, is_suspended, version) values (@TenantId, @Kind, @Name, @timeZone, @isSuspended, @Version)
            on conflict (tenant_id) do update set kind = excluded.kind, name = excluded.name, time_zone = excluded.time_zone, is_suspended = excluded.is_suspended, version = excluded.version
            where tenants.version < excluded.version
            returning xmax = 0
            """,
            new { tenant.TenantId, tenant.Kind, tenant.Name, timeZone = tenant.TimeZone ?? DefaultTimeZone, isSuspended = tenant.Status == TenantStatus.Suspended, tenant.Version }, transaction);
        if (isNew && tenant.Kind == Workshop) await TemplateStore.AddDefaultsAsync(transaction, tenant.TenantId, now);
    }

    /// <summary>The tenant. One that was provisioned a moment ago may not have been heard of yet, so Identity is asked before the answer is null.</summary>
    public async Task<TenantRow?> FindAsync(int tenantId, CancellationToken ct)
    {
        if (await ReadAsync(tenantId, ct) is { } known) return known;
        var page = await identity.GetAsync("internal/tenants", $"{tenantId - 1}", ct);
        await ApplyAsync(page.Items, ct);
        return await ReadAsync(tenantId, ct);
    }

    /// <summary>Sets the country of numbers that are written without one.</summary>
    public async Task<bool> SetCountryAsync(int tenantId, string countryCode, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("update tenants set country_code = @countryCode where tenant_id = @tenantId", new { tenantId, countryCode }) == 1;
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

    private async Task<TenantRow?> ReadAsync(int tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TenantRow>($"select {Columns} from tenants where tenant_id = @tenantId", new { tenantId });
    }
}
