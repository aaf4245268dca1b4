using Dapper;
using Npgsql;

namespace Platform.Notifications.Messages;

/// <summary>All SQL of messages in the app; they are a person's own, known by the number in the access token.</summary>
internal sealed class AppMessageStore(NpgsqlDataSource database)
{
    /// <summary>How long they can be read.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>False when the person has it already.</summary>
    public static async Task<bool> AddAsync(NpgsqlTransaction transaction, Guid messageId, long userId, int? tenantId, string kind, string title, string text, string? link, long? alertId, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into app_messages (message_id, user_id, tenant_id, kind, title, text, link, alert_id, created_at) values (@messageId, @userId, @tenantId, @kind, @title, @text, @link, @alertId, @now)
            on conflict do nothing
            """, new { messageId, userId, tenantId, kind, title, text, link, alertId, now }, transaction) == 1;

    public async Task<IReadOnlyList<AppMessage>> ListAsync(long userId, bool unreadOnly, DateTimeOffset before, Guid beforeId, int limit, CancellationToken ct)
    {
        var unread = unreadOnly ? "and read_at is null " : "";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<AppMessage>(
            $"select message_id, kind, title, text, link, alert_id, created_at, read_at from app_messages where user_id = @userId and (created_at, message_id) < (@before, @beforeId) {unread}order by created_at desc, message_id desc limit @limit",
            new { userId, before, beforeId, limit })];
    }

    public async Task<long> UnreadAsync(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<long>("select count(*) from app_messages where user_id = @userId and read_at is null", new { userId });
    }

    /// <summary>False when the person has no such message; one that was read stays so.</summary>
    public async Task<bool> ReadAsync(long userId, Guid messageId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("update app_messages set read_at = coalesce(read_at, @now) where user_id = @userId and message_id = @messageId", new { userId, messageId, now }) == 1;
    }

    /// <summary>Returns how many were not read before.</summary>
    public async Task<int> ReadAllAsync(long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("update app_messages set read_at = @now where user_id = @userId and read_at is null", new { userId, now });
    }

    /// <summary>Forgets what is old; returns how many.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from app_messages where (message_id, user_id) in (select message_id, user_id from app_messages where created_at < @before limit @batch for update skip locked)", new { before, batch });
    }
}
