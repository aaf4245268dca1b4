using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>
/// Publishes what waits in the outbox and deletes it once the broker has confirmed. Rows are chosen by state and never
/// by "position greater than the last one": positions become visible in commit order, not in number order.
/// Streams go side by side; within a stream the order holds, also when a message has to be tried again.
/// </summary>
public sealed partial class OutboxRelay(NpgsqlDataSource database, IBus bus, MessageTypes types, TimeProvider time, ILogger<OutboxRelay> logger)
{
    /// <summary>After this many failed tries a message is set aside, so that it does not hold up its stream for ever.</summary>
    public const int MaxAttempts = 12;

    private const int Batch = 200;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(5);
    private static readonly ActivitySource Activities = new("Platform.Messaging");
    private static readonly Meter Meter = new("Platform.Messaging");
    private static readonly Counter<long> SetAside = Meter.CreateCounter<long>("platform.outbox.set_aside", "{message}");

    /// <summary>One round: claims up to 200 rows that are due and publishes them. Returns how many left.</summary>
    public async Task<int> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<OutboxRow>("""
            select o.position, o.message_id, o.stream, o.message_type, o.payload::text as payload, o.trace_parent, o.attempts
            from outbox_messages o
            where o.dead_at is null and o.next_attempt_at <= @now
              and not exists (select 1 from outbox_messages e
                              where e.stream = o.stream and e.position < o.position and e.dead_at is null and e.next_attempt_at > @now)
            order by o.position
            limit @Batch
            """, new { now, Batch });
        var sent = new ConcurrentBag<long>();
        try
        {
            await Task.WhenAll(rows.GroupBy(r => r.Stream, StringComparer.Ordinal).Select(stream => SendStreamAsync([.. stream], sent, now, ct)));
        }
        finally
        {
            // All that left in one statement: a thousand devices that come back are not a thousand commits here.
            if (!sent.IsEmpty) await connection.ExecuteAsync("delete from outbox_messages where position = any(@sent)", new { sent = sent.ToArray() });
        }

        return sent.Count;
    }

    /// <summary>Sends a stream's rows in order and stops at the first that fails.</summary>
    private async Task SendStreamAsync(OutboxRow[] rows, ConcurrentBag<long> sent, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            if (await SendAsync(row, ct) is { } failure)
            {
                await PostponeAsync(row, failure, now, ct);
                break;
            }

            sent.Add(row.Position);
        }
    }

    /// <summary>Publishes one row and waits for the broker's confirmation; what was in the way when that did not work.</summary>
    private async Task<Failure?> SendAsync(OutboxRow row, CancellationToken ct)
    {
        var parent = ActivityContext.TryParse(row.TraceParent, traceState: null, isRemote: true, out var request) ? request : default;
        using var activity = Activities.StartActivity("outbox send", ActivityKind.Producer, parent);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(PublishTimeout);
        try
        {
            var type = types.Find(row.MessageType);
            var message = JsonSerializer.Deserialize(row.Payload, type, Json.Options)!;
            await bus.Publish(message, type, context => context.MessageId = row.MessageId, timeout.Token);
            return null;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            return new Failure(exception, BrokerIsAway: BusUnavailability.IsOutage(exception) || exception is OperationCanceledException or TimeoutException
                or MessageNotAcknowledgedException or RabbitMQ.Client.Exceptions.PublishException or RabbitMQ.Client.Exceptions.OperationInterruptedException);
        }
    }

    /// <summary>
    /// An outage of the broker is nobody's fault and is tried again for ever, every second; a message that itself
    /// cannot be sent backs off and is set aside after <see cref="MaxAttempts"/>.
    /// </summary>
    private async Task PostponeAsync(OutboxRow row, Failure failure, DateTimeOffset now, CancellationToken ct)
    {
        var (exception, brokerIsAway) = failure;
        var attempts = brokerIsAway ? row.Attempts : row.Attempts + 1;
        var dead = attempts >= MaxAttempts;
        var delay = brokerIsAway ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, attempts)));
        if (dead)
        {
            SetAside.Add(1, new KeyValuePair<string, object?>("type", row.MessageType));
            LogDead(row.MessageId, row.MessageType, exception);
        }
        else LogPostponed(row.MessageId, row.MessageType, delay.TotalSeconds, exception.Message);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            update outbox_messages set attempts = @attempts, next_attempt_at = @next, last_error = left(@error, 500), dead_at = @deadAt
            where position = @Position
            """, new { row.Position, attempts, next = now + delay, error = exception.Message, deadAt = dead ? now : (DateTimeOffset?)null });
    }

    internal DateTimeOffset Now => time.GetUtcNow();

    [LoggerMessage(2101, LogLevel.Warning, "Outbox message {MessageId} ({MessageType}) is tried again in {Seconds} s: {Problem}")]
    private partial void LogPostponed(Guid messageId, string messageType, double seconds, string problem);

    [LoggerMessage(2102, LogLevel.Critical, "Outbox message {MessageId} ({MessageType}) is set aside after too many tries")]
    private partial void LogDead(Guid messageId, string messageType, Exception failure);

    private sealed record Failure(Exception Exception, bool BrokerIsAway);

    private sealed record OutboxRow(long Position, Guid MessageId, string Stream, string MessageType, string Payload, string? TraceParent, int Attempts);
}
