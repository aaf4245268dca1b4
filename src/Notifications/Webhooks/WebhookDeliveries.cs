using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Webhooks;

/// <summary>A delivery as the endpoint's owner sees it.</summary>
/// <param name="DeliveryId">Which one.</param>
/// <param name="EventId">Of which event; a replay has the same.</param>
/// <param name="Type">Such as <c>device.online</c>.</param>
/// <param name="State"><c>queued</c>, <c>delivered</c> or <c>failed</c>.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Status">The newest answer's status; null when there was no answer.</param>
/// <param name="Problem">Why the newest try did not go through.</param>
/// <param name="Body">What is sent, as JSON text.</param>
/// <param name="QueuedAt">When the event came.</param>
/// <param name="DueAt">When it is tried next, while it is queued.</param>
/// <param name="FinishedAt">When it was delivered or given up.</param>
internal sealed record WebhookDeliveryView(
    Guid DeliveryId, Guid EventId, string Type, string State, int Attempts, int? Status, string? Problem, string Body, DateTimeOffset QueuedAt, DateTimeOffset DueAt, DateTimeOffset? FinishedAt);

/// <summary>A delivery that is due, with what is needed to send it.</summary>
internal sealed record DueDelivery(
    Guid DeliveryId, Guid EndpointId, Guid EventId, string Type, string Body, int Attempts, string Url, byte[] SecretSealed, byte[]? FormerSecretSealed, DateTimeOffset? FormerUntil);

/// <summary>All SQL of deliveries.</summary>
internal sealed class WebhookDeliveries(NpgsqlDataSource database)
{
    /// <summary>What is kept of finished deliveries.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Columns = "delivery_id, event_id, type, state, attempts, status, problem, body, queued_at, due_at, finished_at";

    /// <summary>A delivery for every endpoint of the tenant that listens to the type.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, int tenantId, Guid eventId, string type, object data, DateTimeOffset occurredAt, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into webhook_deliveries (delivery_id, endpoint_id, tenant_id, event_id, type, body, state, due_at, queued_at)
            select gen_random_uuid(), endpoint_id, tenant_id, @eventId, @type, @body, 'queued', @now, @now
            from webhook_endpoints where tenant_id = @tenantId and enabled and events && @filters
            on conflict (endpoint_id, event_id) do nothing
            """, new { tenantId, eventId, type, body = BodyOf(tenantId, eventId, type, data, occurredAt), filters = WebhookRules.FiltersOf(type), now }, transaction);

    /// <summary>A test goes to the one endpoint, also to one that is switched off; false when it is not the tenant's.</summary>
    public async Task<Guid?> AddTestAsync(int? tenant, Guid endpointId, DateTimeOffset now, CancellationToken ct)
    {
        var eventId = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await connection.ExecuteScalarAsync<int?>(
            "select tenant_id from webhook_endpoints where endpoint_id = @endpointId and (@tenant::int is null or tenant_id = @tenant)", new { tenant, endpointId }) is not { } owner) return null;
        var body = BodyOf(owner, eventId, WebhookRules.Test, new { message = "This is a test." }, now);
        return await connection.ExecuteScalarAsync<Guid>("""
            insert into webhook_deliveries (delivery_id, endpoint_id, tenant_id, event_id, type, body, state, due_at, queued_at)
            values (gen_random_uuid(), @endpointId, @owner, @eventId, @type, @body, 'queued', @now, @now) returning delivery_id
            """, new { endpointId, owner, eventId, type = WebhookRules.Test, body, now });
    }

    public async Task<IReadOnlyList<WebhookDeliveryView>> ListAsync(int? tenant, Guid endpointId, string? state, Guid? before, int limit, CancellationToken ct)
    {
        var where = new List<string> { "endpoint_id = @endpointId", "(@tenant::int is null or tenant_id = @tenant)" };
        if (state is not null) where.Add("state = @state");
        if (before is not null) where.Add("(queued_at, delivery_id) < (select queued_at, delivery_id from webhook_deliveries where delivery_id = @before and endpoint_id = @endpointId)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<WebhookDeliveryView>(
            $"select {Columns} from webhook_deliveries where {string.Join(" and ", where)} order by queued_at desc, delivery_id desc limit @limit", new { tenant, endpointId, state, before, limit })];
    }

    /// <summary>Tries a finished delivery again from the beginning, with the same event; null when it is not the tenant's, false when it is not finished.</summary>
    public async Task<bool?> ReplayAsync(int? tenant, Guid deliveryId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var changed = await connection.ExecuteAsync("""
            update webhook_deliveries set state = 'queued', attempts = 0, due_at = @now, finished_at = null
            where delivery_id = @deliveryId and (@tenant::int is null or tenant_id = @tenant) and state <> 'queued'
            """, new { tenant, deliveryId, now });
        if (changed == 1) return true;
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select 1 from webhook_deliveries where delivery_id = @deliveryId and (@tenant::int is null or tenant_id = @tenant))", new { tenant, deliveryId }) ? false : null;
    }

    /// <summary>Takes what is due; the next try is set before it is sent, so that a process that dies in the middle loses nothing.</summary>
    public async Task<IReadOnlyList<DueDelivery>> TakeDueAsync(DateTimeOffset now, TimeSpan hold, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DueDelivery>("""
            with due as (select delivery_id from webhook_deliveries where state = 'queued' and due_at <= @now order by due_at limit @batch for update skip locked)
            update webhook_deliveries d set attempts = attempts + 1, due_at = @until
            from due, webhook_endpoints e where d.delivery_id = due.delivery_id and e.endpoint_id = d.endpoint_id
            returning d.delivery_id, d.endpoint_id, d.event_id, d.type, d.body, d.attempts, e.url, e.secret_sealed, e.former_secret_sealed, e.former_until
            """, new { now, until = now + hold, batch })];
    }

    /// <summary>Writes down how a try ended; the endpoint is failing from its first failure until something goes through.</summary>
    public async Task EndTryAsync(DueDelivery delivery, int? status, string? problem, DateTimeOffset now)
    {
        var isTaken = problem is null;
        var pause = isTaken ? null : WebhookRules.PauseAfter(delivery.Attempts);
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            with ended as (
                update webhook_deliveries set status = @status, problem = @problem, state = @state, due_at = coalesce(@dueAt, due_at), finished_at = @finishedAt
                where delivery_id = @DeliveryId and state = 'queued' returning endpoint_id)
            update webhook_endpoints e set failing_since = case when @isTaken then null else coalesce(failing_since, @now) end from ended where e.endpoint_id = ended.endpoint_id
            """,
            new
            {
                delivery.DeliveryId,
                status,
                problem,
                isTaken,
                state = isTaken ? "delivered" : pause is null ? "failed" : "queued",
                dueAt = pause is { } wait ? now + wait : (DateTimeOffset?)null,
                finishedAt = isTaken || pause is null ? now : (DateTimeOffset?)null,
                now,
            });
    }

    /// <summary>Forgets what was finished long ago; returns how many.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from webhook_deliveries where delivery_id in (select delivery_id from webhook_deliveries where finished_at < @before limit @batch for update skip locked)", new { before, batch });
    }

    private static string BodyOf(int tenantId, Guid eventId, string type, object data, DateTimeOffset at) =>
        JsonSerializer.Serialize(new WebhookBody(eventId, type, at, tenantId, data), Json.Options);

    private sealed record WebhookBody(Guid Id, string Type, DateTimeOffset CreatedAt, int TenantId, object Data);
}
