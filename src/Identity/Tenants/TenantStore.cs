using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Identity.Tenants;

/// <summary>What a list of tenants is limited to; null means all.</summary>
internal sealed record TenantFilter(TenantStatus? Status, string? Search);

/// <summary>All SQL of tenants. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class TenantStore(NpgsqlDataSource database)
{
    /// <summary>What <see cref="TenantFacts"/> is read from.</summary>
    public const string Facts = "tenant_id, code, kind, name, pits, mqtt_username, mqtt_secret_sha256, version, status, time_zone";

    private const string Columns = """
        tenant_id, tenant_id as workshop_id, code, kind, name, owner_name, email, phone, address, time_zone, plan, pits, created_at, status, status_reason, status_changed_at,
        (select count(*)::integer from users where users.tenant_id = tenants.tenant_id and role <> 'customer') as users
        """;

    /// <summary>Takes the next number of the kind and adds the tenant with its event.</summary>
    public static async Task<TenantFacts> AddAsync(NpgsqlTransaction transaction, CreateTenant request, string mqttPassword, DateTimeOffset now)
    {
        var kind = request.Kind ?? TenantRules.Workshop;
        var number = await transaction.Connection!.ExecuteScalarAsync<int>("""
            insert into tenant_numbers (kind, last_number) values (@kind, 1)
            on conflict (kind) do update set last_number = tenant_numbers.last_number + 1
            returning last_number
            """, new { kind }, transaction);
        var tenant = await transaction.Connection!.QuerySingleAsync<TenantFacts>($"""
            insert into tenants (kind, code, name, owner_name, email, phone, address, time_zone, plan, pits, mqtt_username, mqtt_secret_sha256, created_at, updated_at)
            values (@kind, @code, @Name, @OwnerName, @OwnerEmail, @OwnerPhone, @Address, @timeZone, @Plan, @pits, @code, @secretSha256, @now, @now)
            returning {Facts}
            """,
            new
            {
                kind,
                code = TenantRules.CodeOf(kind, number),
                request.Name,
                request.OwnerName,
                request.OwnerEmail,
                request.OwnerPhone,
                request.Address,
                timeZone = request.TimeZone ?? TenantRules.DefaultTimeZone,
                request.Plan,
                pits = request.Pits ?? TenantRules.DefaultPits(kind),
                secretSha256 = Secrets.Sha256Hex(mqttPassword),
                now,
            },
            transaction);
        await AnnounceAsync(transaction, tenant, now);
        return tenant;
    }

    /// <summary>Tenants after a number. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public async Task<IReadOnlyList<TenantAnswer>> ListAsync(TenantFilter filter, int after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "tenant_id > @after" };
        var pattern = SearchText.PatternOf(filter.Search);
        if (filter.Status is { } status) where.Add(status == TenantStatus.Active ? "status = 'active'" : "status = 'suspended'");
        if (pattern is not null) where.Add("(name ilike @pattern or code ilike @pattern)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<TenantAnswer>(
            $"select {Columns} from tenants where {string.Join(" and ", where)} order by tenant_id limit @limit", new { after, pattern, limit })];
    }

    public async Task<TenantAnswer?> FindAsync(int? tenant, int tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TenantAnswer>(
            $"select {Columns} from tenants where (@tenant::int is null or tenant_id = @tenant) and tenant_id = @tenantId", new { tenant, tenantId });
    }

    /// <summary>Changes what is not null ("" empties), with the event; false when there is no such tenant for the caller.</summary>
    public async Task<bool> ChangeAsync(int? tenant, int tenantId, ChangeTenant change, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var facts = await connection.QuerySingleOrDefaultAsync<TenantFacts>($"""
            update tenants set name = coalesce(@Name, name), address = nullif(coalesce(@Address, address), ''), phone = nullif(coalesce(@Phone, phone), ''),
                time_zone = coalesce(@TimeZone, time_zone), version = version + 1, updated_at = @now
            where (@tenant::int is null or tenant_id = @tenant) and tenant_id = @tenantId
            returning {Facts}
            """, new { tenant, tenantId, change.Name, change.Address, change.Phone, change.TimeZone, now }, transaction);
        if (facts is null) return false;
        await AnnounceAsync(transaction, facts, now);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Replaces the MQTT account's password, with the event; the account's name, or null when there is no such tenant for the caller.</summary>
    public async Task<string?> SetMqttPasswordAsync(int? tenant, int tenantId, string password, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var facts = await connection.QuerySingleOrDefaultAsync<TenantFacts>($"""
            update tenants set mqtt_secret_sha256 = @secretSha256, version = version + 1, updated_at = @now
            where (@tenant::int is null or tenant_id = @tenant) and tenant_id = @tenantId
            returning {Facts}
            """, new { tenant, tenantId, secretSha256 = Secrets.Sha256Hex(password), now }, transaction);
        if (facts is null) return null;
        await AnnounceAsync(transaction, facts, now);
        await transaction.CommitAsync(ct);
        return facts.MqttUsername;
    }

    public async Task<IReadOnlyList<TenantFacts>> SnapshotAsync(int after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<TenantFacts>($"select {Facts} from tenants where tenant_id > @after order by tenant_id limit @limit", new { after, limit })];
    }

    public static string StreamOf(int tenantId) => $"tenant:{tenantId.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Tells everybody the facts as they are now.</summary>
    public static async Task AnnounceAsync(NpgsqlTransaction transaction, TenantFacts tenant, DateTimeOffset now) =>
        await Outbox.AddAsync(transaction, new TenantProvisioned(tenant, now), StreamOf(tenant.TenantId), now);
}
