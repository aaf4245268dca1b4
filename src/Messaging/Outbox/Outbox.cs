using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>
/// The transactional outbox: an event is a row in the same transaction as the change it tells about, and leaves for
/// the bus after the commit. Without the commit there is no event; with it the event leaves at least once.
/// </summary>
public static class Outbox
{
    internal const string Channel = "outbox";

    /// <summary>Writes <paramref name="message"/> into <paramref name="transaction"/>; order is kept within <paramref name="stream"/>.</summary>
    /// <param name="transaction">The transaction of the change.</param>
    /// <param name="message">A record of Contracts.</param>
    /// <param name="stream">The aggregate, such as <c>device:ESP32-A1</c>.</param>
    /// <param name="now">The operation's one point in time.</param>
    /// <returns>The message id that the consumers' inboxes see.</returns>
    public static async Task<Guid> AddAsync(NpgsqlTransaction transaction, object message, string stream, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(message);
        var id = Guid.CreateVersion7(now);
        await transaction.Connection!.ExecuteAsync("""
            insert into outbox_messages (message_id, stream, message_type, payload, trace_parent, created_at, next_attempt_at)
            values (@id, @stream, @type, @payload::json, @traceParent, @now, @now);
            select pg_notify(@channel, '');
            """,
            new
            {
                id,
                stream,
                type = message.GetType().FullName,
                payload = JsonSerializer.Serialize(message, message.GetType(), Json.Options),
                traceParent = Activity.Current?.Id,
                now,
                channel = Channel,
            },
            transaction);
        return id;
    }

    /// <summary>Writes many messages with one statement; each stream's keep their order.</summary>
    /// <param name="transaction">The transaction of the change.</param>
    /// <param name="messages">Records of Contracts.</param>
    /// <param name="streamOf">The aggregate of a message.</param>
    /// <param name="now">The operation's one point in time.</param>
    public static async Task AddAllAsync(NpgsqlTransaction transaction, IReadOnlyList<object> messages, Func<object, string> streamOf, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0) return;
        await transaction.Connection!.ExecuteAsync("""
            insert into outbox_messages (message_id, stream, message_type, payload, trace_parent, created_at, next_attempt_at)
            select id, stream, type, payload::json, @traceParent, @now, @now
            from unnest(@ids::uuid[], @streams::text[], @types::text[], @payloads::text[]) with ordinality m (id, stream, type, payload, place) order by place;
            select pg_notify(@channel, '');
            """,
            new
            {
                ids = messages.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                streams = messages.Select(streamOf).ToArray(),
                types = messages.Select(m => m.GetType().FullName!).ToArray(),
                payloads = messages.Select(m => JsonSerializer.Serialize(m, m.GetType(), Json.Options)).ToArray(),
                traceParent = Activity.Current?.Id,
                now,
                channel = Channel,
            },
            transaction);
    }
}
