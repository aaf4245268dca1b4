using Dapper;
using Npgsql;

namespace Platform.Notifications.Webhooks;

/// <summary>An endpoint as its owner sees it.</summary>
/// <param name="EndpointId">Which one.</param>
/// <param name="Url">Where deliveries go.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Events">What is sent there: types, groups such as <c>device.*</c>, or <c>*</c>.</param>
/// <param name="Enabled">Whether anything is sent.</param>
/// <param name="DisabledReason"><c>failing</c> when the platform switched it off; null when it is on or its owner did.</param>
/// <param name="FailingSince">Since when nothing went through; null when the newest did.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record WebhookEndpointView(
    Guid EndpointId, string Url, string Description, IReadOnlyList<string> Events, bool Enabled, string? DisabledReason, DateTimeOffset? FailingSince, DateTimeOffset CreatedAt);

/// <summary>What is changed of an endpoint; null stays.</summary>
internal sealed record ChangeWebhookEndpoint(string? Url, string? Description, IReadOnlyList<string>? Events, bool? Enabled);

/// <summary>All SQL of webhook endpoints. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class WebhookStore(NpgsqlDataSource database)
{
    /// <summary>More are surely a mistake, and each costs a row per event.</summary>
    public const int MaxPerTenant = 20;

    private const string Columns = "endpoint_id, url, description, array_to_string(events, ' ') as filters, enabled, disabled_reason, failing_since, created_at";

    /// <summary>False when the tenant has as many as it may have.</summary>
    public async Task<bool> AddAsync(int tenantId, Guid endpointId, string url, string description, string[] events, byte[] sealedSecret, long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // One after the other per tenant, so that two at once cannot both be the last.
        await connection.ExecuteAsync("select pg_advisory_xact_lock(5200, @tenantId)", new { tenantId }, transaction);
        var added = await connection.ExecuteAsync("""
            insert into webhook_endpoints (endpoint_id, tenant_id, url, description, events, secret_sealed, created_by, created_at)
            select @endpointId, @tenantId, @url, @description, @events, @sealedSecret, @userId, @now
            where (select count(*) from webhook_endpoints where tenant_id = @tenantId) < @MaxPerTenant
            """, new { endpointId, tenantId, url, description, events, sealedSecret, userId, now, MaxPerTenant }, transaction);
        await transaction.CommitAsync(ct);
        return added == 1;
    }

    public async Task<IReadOnlyList<WebhookEndpointView>> ListAsync(int? tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<Row>(
            $"select {Columns} from webhook_endpoints where (@tenant::int is null or tenant_id = @tenant) order by endpoint_id limit 200", new { tenant })).Select(r => r.View)];
    }

    public async Task<WebhookEndpointView?> FindAsync(int? tenant, Guid endpointId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns} from webhook_endpoints where endpoint_id = @endpointId and (@tenant::int is null or tenant_id = @tenant)", new { tenant, endpointId }))?.View;
    }

    /// <summary>Switching on forgets that it failed.</summary>
    public async Task<bool> ChangeAsync(int? tenant, Guid endpointId, ChangeWebhookEndpoint change, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            update webhook_endpoints set
                url = coalesce(@Url, url), description = coalesce(@Description, description), events = coalesce(@events::text[], events),
                enabled = coalesce(@Enabled, enabled),
                disabled_reason = case when @Enabled::bool is null then disabled_reason end,
                failing_since = case when @Enabled then null else failing_since end
            where endpoint_id = @endpointId and (@tenant::int is null or tenant_id = @tenant)
            """, new { tenant, endpointId, change.Url, change.Description, events = change.Events?.ToArray(), change.Enabled }) == 1;
    }

    /// <summary>The former secret goes on signing until <paramref name="formerUntil"/>.</summary>
    public async Task<bool> RotateAsync(int? tenant, Guid endpointId, byte[] sealedSecret, DateTimeOffset formerUntil, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            update webhook_endpoints set former_secret_sealed = secret_sealed, former_until = @formerUntil, secret_sealed = @sealedSecret
            where endpoint_id = @endpointId and (@tenant::int is null or tenant_id = @tenant)
            """, new { tenant, endpointId, sealedSecret, formerUntil }) == 1;
    }

    public async Task<bool> RemoveAsync(int? tenant, Guid endpointId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from webhook_endpoints where endpoint_id = @endpointId and (@tenant::int is null or tenant_id = @tenant)", new { tenant, endpointId }) == 1;
    }

    /// <summary>An endpoint with its filters in one text: the mapper takes no arrays into constructors.</summary>
    private sealed record Row(
        Guid EndpointId, string Url, string Description, string Filters, bool Enabled, string? DisabledReason, DateTimeOffset? FailingSince, DateTimeOffset CreatedAt)
    {
        public WebhookEndpointView View => new(EndpointId, Url, Description, Filters.Split(' '), Enabled, DisabledReason, FailingSince, CreatedAt);
    }
}
