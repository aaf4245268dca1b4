using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Messaging;

/// <summary>
/// Forgets inbox rows after 30 days (operators replay error queues within that time) and answers to idempotent
/// requests after one.
/// </summary>
public sealed partial class Housekeeping(NpgsqlDataSource database, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan InboxKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(1);

    /// <summary>One round, at most 10,000 rows of each kind.</summary>
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            delete from inbox_messages where (consumer, message_id) in
                (select consumer, message_id from inbox_messages where received_at < @inboxBefore limit 10000 for update skip locked);
            delete from idempotent_requests where (scope, key_hash) in
                (select scope, key_hash from idempotent_requests where started_at < @answersBefore limit 10000 for update skip locked);
            """, new { inboxBefore = now - InboxKept, answersBefore = now - AnswersKept });
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception.Message);
            }
        }
    }

    [LoggerMessage(2201, LogLevel.Warning, "Housekeeping was put off: {Problem}")]
    private partial void LogRoundFailed(string problem);
}
