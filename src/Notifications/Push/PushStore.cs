using Dapper;
using Npgsql;

namespace Platform.Notifications.Push;

/// <summary>A browser that takes push messages.</summary>
internal sealed record PushSubscription(Guid SubscriptionId, string Endpoint, byte[] P256dh, byte[] Auth);

/// <summary>All SQL of push subscriptions; they are a person's own, known by the number in the access token.</summary>
internal sealed class PushStore(NpgsqlDataSource database)
{
    public const int MaxPerUser = 20;

    /// <summary>The address belongs to one browser: whoever is signed in there now gets its messages. Null when the person has as many as they may.</summary>
    public async Task<Guid?> AddAsync(long userId, int? tenantId, string endpoint, byte[] p256dh, byte[] auth, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync("select pg_advisory_xact_lock(5400, @key)", new { key = (int)(userId % int.MaxValue) }, transaction);
        var id = await connection.ExecuteScalarAsync<Guid?>("""
            insert into push_subscriptions (subscription_id, user_id, tenant_id, endpoint, p256dh, auth, created_at)
            select gen_random_uuid(), @userId, @tenantId, @endpoint, @p256dh, @auth, @now
            where (select count(*) from push_subscriptions where user_id = @userId and endpoint <> @endpoint) < @MaxPerUser
            on conflict (endpoint) do update set user_id = excluded.user_id, tenant_id = excluded.tenant_id, p256dh = excluded.p256dh, auth = excluded.auth
            returning subscription_id
            """, new { userId, tenantId, endpoint, p256dh, auth, now, MaxPerUser }, transaction);
        await transaction.CommitAsync(ct);
        return id;
    }

    public async Task<bool> RemoveAsync(long userId, string endpoint, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("delete from push_subscriptions where user_id = @userId and endpoint = @endpoint", new { userId, endpoint }) == 1;
    }

    /// <summary>Ids of the person's browsers.</summary>
    public static async Task<IReadOnlyList<Guid>> OfUserAsync(NpgsqlTransaction transaction, long userId) =>
        [.. await transaction.Connection!.QueryAsync<Guid>("select subscription_id from push_subscriptions where user_id = @userId order by subscription_id", new { userId }, transaction)];

    public async Task<PushSubscription?> FindAsync(Guid subscriptionId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<PushSubscription>(
            "select subscription_id, endpoint, p256dh, auth from push_subscriptions where subscription_id = @subscriptionId", new { subscriptionId });
    }

    /// <summary>The push service says that it is no more.</summary>
    public async Task ForgetAsync(Guid subscriptionId)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from push_subscriptions where subscription_id = @subscriptionId", new { subscriptionId });
    }
}
