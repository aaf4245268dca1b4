using Dapper;
using MassTransit;
using Npgsql;

namespace Platform.Messaging;

/// <summary>
/// Once in effect for a bus that delivers at least once: the message id is inserted in the transaction of the effect,
/// so a second delivery finds it there and does nothing. The acknowledgement follows the commit.
/// </summary>
public sealed class Inbox(NpgsqlDataSource database)
{
    /// <summary>
    /// Runs <paramref name="effect"/> in one transaction unless <paramref name="consumer"/> has done this message before.
    /// The effect writes through the given transaction only, its events through <see cref="Outbox"/>.
    /// </summary>
    /// <returns>False when the message was done already.</returns>
    public async Task<bool> OnceAsync(ConsumeContext context, string consumer, Func<NpgsqlTransaction, Task> effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        var messageId = context.MessageId ?? throw new InvalidOperationException("A message without an id cannot be handled once.");
        await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(context.CancellationToken);
        var isNew = await connection.ExecuteAsync(
            "insert into inbox_messages (consumer, message_id) values (@consumer, @messageId) on conflict do nothing",
            new { consumer, messageId }, transaction);
        if (isNew == 0) return false;
        await effect(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
