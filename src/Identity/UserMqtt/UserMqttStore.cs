using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Users;
using Platform.Messaging;

namespace Platform.Identity.UserMqtt;

/// <summary>All SQL of people's own accounts at the broker.</summary>
internal sealed class UserMqttStore(NpgsqlDataSource database)
{
    /// <summary>Makes the account or gives it another password, with the event; false when the person is disabled.</summary>
    public async Task<bool> SetAsync(long userId, string password, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        // The person's row first, as disabling does: whoever is second sees what the first did.
        if (await connection.ExecuteScalarAsync<long?>("select user_id from users where user_id = @userId and disabled_at is null for share", new { userId }, transaction) is null) return false;
        var facts = await connection.QuerySingleAsync<UserMqttFacts>("""
            with m as (
                insert into user_mqtt (user_id, secret_sha256, created_at, version) values (@userId, @secretSha256, @now, 1)
                on conflict (user_id) do update set secret_sha256 = excluded.secret_sha256, created_at = excluded.created_at, version = user_mqtt.version + 1
                returning user_id, secret_sha256, version)
            select u.user_id, u.tenant_id, u.role, m.secret_sha256, m.version from m join users u using (user_id)
            """, new { userId, secretSha256 = Secrets.Sha256Hex(password), now }, transaction);
        await AnnounceAsync(transaction, facts, now);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Takes the account away, with the event; false when there is none.</summary>
    public static async Task<bool> TakeAwayAsync(NpgsqlTransaction transaction, long userId, DateTimeOffset now)
    {
        var facts = await transaction.Connection!.QuerySingleOrDefaultAsync<UserMqttFacts>("""
            with m as (
                update user_mqtt set secret_sha256 = null, version = version + 1 where user_id = @userId and secret_sha256 is not null
                returning user_id, secret_sha256, version)
            select u.user_id, u.tenant_id, u.role, m.secret_sha256, m.version from m join users u using (user_id)
            """, new { userId }, transaction);
        if (facts is not null) await AnnounceAsync(transaction, facts, now);
        return facts is not null;
    }

    /// <summary>Since when the account is there; null when it is not.</summary>
    public async Task<DateTimeOffset?> FindAsync(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>("select created_at from user_mqtt where user_id = @userId and secret_sha256 is not null", new { userId });
    }

    /// <summary>All accounts after a number, also those that were taken away.</summary>
    public async Task<IReadOnlyList<UserMqttFacts>> SnapshotAsync(long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<UserMqttFacts>("""
            select u.user_id, u.tenant_id, u.role, m.secret_sha256, m.version from user_mqtt m join users u using (user_id)
            where m.user_id > @after order by m.user_id limit @limit
            """, new { after, limit })];
    }

    private static async Task AnnounceAsync(NpgsqlTransaction transaction, UserMqttFacts facts, DateTimeOffset now) =>
        await Outbox.AddAsync(transaction, new UserMqttChanged(facts, now), UserStore.StreamOf(facts.UserId), now);
}
