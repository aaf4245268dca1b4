using Dapper;
using Npgsql;

namespace Platform.Notifications.Messages;

/// <summary>A delivery to be queued; with a problem it is on record as failed.</summary>
internal sealed record NewDelivery(
    Guid DeliveryId, Guid MessageId, int? TenantId, long? UserId, string Kind, string Channel, string Recipient, string Language, byte[]? Sealed, byte[]? Fingerprint, string? Problem,
    DateTimeOffset? ExpiresAt);

/// <summary>A delivery that was claimed.</summary>
/// <param name="DeliveryId">Which one.</param>
/// <param name="WasSending">True when somebody had claimed it before and died: whether it left is not known.</param>
internal sealed record DueDelivery(
    Guid DeliveryId, int? TenantId, string Kind, string Channel, string Recipient, string Language, byte[] Sealed, int Attempts, DateTimeOffset? ExpiresAt, bool WasSending);

/// <summary>All SQL of deliveries. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class DeliveryStore(NpgsqlDataSource database)
{
    /// <summary>How long finished ones are listed.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>A message that waits for longer is shown as delayed.</summary>
    private static readonly TimeSpan DelayedAfter = TimeSpan.FromMinutes(2);

    private const string Columns = """
        delivery_id, message_id, kind, channel, recipient, user_id, state, reason, state in ('queued', 'sending') and queued_at < @delayedBefore as delayed, attempts, queued_at, sent_at, finished_at
        """;

    public async Task<IReadOnlyList<DeliveryView>> ListAsync(DeliveryFilter filter, Guid? before, DateTimeOffset now, int limit, CancellationToken ct)
    {
        var where = new List<string> { "true" };
        if (filter.TenantId is not null) where.Add("tenant_id = @TenantId");
        if (filter.State is not null) where.Add("state = @State");
        if (filter.Channel is not null) where.Add("channel = @Channel");
        if (filter.Kind is not null) where.Add("kind = @Kind");
        if (before is not null) where.Add("delivery_id < @before");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DeliveryView>(
            $"select {Columns} from deliveries where {string.Join(" and ", where)} order by delivery_id desc limit @limit", new { filter.TenantId, filter.State, filter.Channel, filter.Kind, before, delayedBefore = now - DelayedAfter, limit })];
    }

    /// <summary>Queues it; false when the same was queued already, or the same words went there within ten minutes.</summary>
    public static async Task<bool> AddAsync(NpgsqlTransaction transaction, NewDelivery delivery, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into deliveries (delivery_id, message_id, tenant_id, user_id, kind, channel, recipient, language, sealed, fingerprint, state, reason, due_at, expires_at, queued_at, finished_at)
            values (@DeliveryId, @MessageId, @TenantId, @UserId, @Kind, @Channel, @Recipient, @Language, @Sealed, @Fingerprint,
                    case when @Problem::text is null then 'queued' else 'failed' end, @Problem, @now, @ExpiresAt, @now, case when @Problem::text is null then null else @now end)
            on conflict do nothing
            """, new
        {
            delivery.DeliveryId,
            delivery.MessageId,
            delivery.TenantId,
            delivery.UserId,
            delivery.Kind,
            delivery.Channel,
            delivery.Recipient,
            delivery.Language,
            delivery.Sealed,
            delivery.Fingerprint,
            delivery.Problem,
            delivery.ExpiresAt,
            now,
        }, transaction) == 1;

    /// <summary>Fails what was queued a moment ago because it may not be sent.</summary>
    public static Task RefuseAsync(NpgsqlTransaction transaction, Guid deliveryId, string reason, DateTimeOffset now) => transaction.Connection!.ExecuteAsync(
        "update deliveries set state = 'failed', reason = @reason, sealed = null, finished_at = @now where delivery_id = @deliveryId", new { deliveryId, reason, now }, transaction);

    /// <summary>
    /// Claims what is due before it is sent, so that no other process sends it as well. One whose claim ran out is given
    /// back with the word that it may have left.
    /// </summary>
    public async Task<IReadOnlyList<DueDelivery>> TakeDueAsync(DateTimeOffset now, TimeSpan hold, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DueDelivery>("""
            with due as (
                select delivery_id, state from deliveries where state in ('queued', 'sending') and due_at <= @now order by due_at limit @batch for update skip locked)
            update deliveries d set state = 'sending', attempts = attempts + 1, due_at = @until from due where d.delivery_id = due.delivery_id
            returning d.delivery_id, d.tenant_id, d.kind, d.channel, d.recipient, d.language, d.sealed, d.attempts, d.expires_at, due.state = 'sending' as was_sending
            """, new { now, until = now + hold, batch })];
    }

    /// <summary>The provider has it. Its own word on it may have come first.</summary>
    public async Task SentAsync(Guid deliveryId, string? providerId, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            update deliveries set state = case when state = 'sending' then 'sent' else state end, provider_id = coalesce(@providerId, provider_id), reason = case when state = 'failed' then reason end,
                sealed = null, sent_at = coalesce(sent_at, @now), finished_at = coalesce(finished_at, @now)
            where delivery_id = @deliveryId
            """, new { deliveryId, providerId, now });
    }

    public async Task FailAsync(Guid deliveryId, string reason, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update deliveries set state = 'failed', reason = @reason, sealed = null, finished_at = @now where delivery_id = @deliveryId and state in ('queued', 'sending')", new { deliveryId, reason, now });
    }

    public async Task PostponeAsync(Guid deliveryId, DateTimeOffset dueAt, string reason)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("update deliveries set state = 'queued', due_at = @dueAt, reason = @reason where delivery_id = @deliveryId and state = 'sending'", new { deliveryId, dueAt, reason });
    }

    /// <summary>
    /// The provider's word on what it took. It comes in any order, more than once, and also for what we do not know to have
    /// left; what was delivered stays so.
    /// </summary>
    public async Task<bool> ReportAsync(Guid deliveryId, string state, string? reason, string providerId, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteAsync("""
            update deliveries set
                state = case when state = 'delivered' or (state = 'failed' and reason is distinct from 'unknown_outcome') then state when @state = 'sent' and state = 'sent' then state else @state end,
                reason = case when state = 'delivered' or (state = 'failed' and reason is distinct from 'unknown_outcome') then reason else @reason end,
                provider_id = @providerId, sealed = null, sent_at = coalesce(sent_at, @now), finished_at = @now
            where delivery_id = @deliveryId and (provider_id is null or provider_id = @providerId)
            """, new { deliveryId, state, reason, providerId, now }) == 1;
    }

    /// <summary>Forgets what was finished long ago; returns how many.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from deliveries where delivery_id in (select delivery_id from deliveries where finished_at < @before limit @batch for update skip locked)", new { before, batch });
    }
}
