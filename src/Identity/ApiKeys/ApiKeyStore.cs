using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Identity.ApiKeys;

/// <summary>A key as the API shows it, without its secret.</summary>
internal sealed class ApiKeyAnswer
{
    public Guid ApiKeyId { get; set; }

    public int WorkshopId { get; set; }

    public string Name { get; set; } = "";

    public IReadOnlyList<string> Scopes => ScopeNames;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>As the driver reads the column.</summary>
    internal string[] ScopeNames { get; set; } = [];
}

/// <summary>A key that may be used.</summary>
internal sealed record UsableKey(int TenantId, IReadOnlyList<string> Scopes);

/// <summary>All SQL of API keys. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class ApiKeyStore(NpgsqlDataSource database)
{
    /// <summary>Adds the key with its event; false when there is no such tenant.</summary>
    public async Task<bool> AddAsync(ApiKeyText key, int tenantId, string name, string[] scopes, long createdBy, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var added = await connection.ExecuteAsync("""
            insert into api_keys (api_key_id, tenant_id, name, scopes, secret_sha256, created_by, created_at)
            select @Id, tenant_id, @name, @scopes, @secretSha256, @createdBy, @now from tenants where tenant_id = @tenantId
            """, new { key.Id, tenantId, name, scopes, secretSha256 = Secrets.Sha256(key.Secret), createdBy, now }, transaction);
        if (added == 0) return false;
        await Outbox.AddAsync(transaction, new ApiKeyCreated(key.Id, tenantId, name, scopes, now), $"api-key:{key.Id}", now);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<IReadOnlyList<ApiKeyAnswer>> ListAsync(int? tenant, Guid after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ApiKeyAnswer>("""
            select api_key_id, tenant_id as workshop_id, name, scopes as scope_names, created_at, last_used_at from api_keys
            where (@tenant::int is null or tenant_id = @tenant) and revoked_at is null and api_key_id > @after
            order by api_key_id limit @limit
            """, new { tenant, after, limit })];
    }

    /// <summary>Ends the key with its event; false when the caller has no such key.</summary>
    public async Task<bool> RevokeAsync(int? tenant, Guid apiKeyId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tenantId = await connection.ExecuteScalarAsync<int?>("""
            update api_keys set revoked_at = @now
            where (@tenant::int is null or tenant_id = @tenant) and api_key_id = @apiKeyId and revoked_at is null
            returning tenant_id
            """, new { tenant, apiKeyId, now }, transaction);
        if (tenantId is not { } owner) return false;
        await Outbox.AddAsync(transaction, new ApiKeyRevoked(apiKeyId, owner, now), $"api-key:{apiKeyId.ToString("D", CultureInfo.InvariantCulture)}", now);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The key's rights when its secret is right, or null. Its use is noted at most once a minute.</summary>
    public async Task<UsableKey?> UseAsync(ApiKeyText key, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<KeyRow>(
            "select tenant_id, scopes, secret_sha256, last_used_at from api_keys where api_key_id = @Id and revoked_at is null", new { key.Id });
        if (row is null || !CryptographicOperations.FixedTimeEquals(Secrets.Sha256(key.Secret), row.SecretSha256)) return null;
        if (row.LastUsedAt is not { } last || now - last > TimeSpan.FromMinutes(1))
            await connection.ExecuteAsync("update api_keys set last_used_at = @now where api_key_id = @Id", new { key.Id, now });
        return new UsableKey(row.TenantId, row.Scopes);
    }

    /// <summary>Read by properties: the driver names an array's type only when it has seen the value.</summary>
    private sealed class KeyRow
    {
        public int TenantId { get; set; }

        public string[] Scopes { get; set; } = [];

        public byte[] SecretSha256 { get; set; } = [];

        public DateTimeOffset? LastUsedAt { get; set; }
    }
}
