using Dapper;
using Npgsql;

namespace Platform.Identity.Sessions;

/// <summary>
/// Forgets sessions 30 days after their end (until then their addresses count as known to the account, and reuse of old
/// tokens is recognised) and failed sign-ins after a day.
/// </summary>
internal sealed partial class SessionCleanup(NpgsqlDataSource database, TimeProvider time, ILogger<SessionCleanup> logger) : BackgroundService
{
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan FailuresKept = TimeSpan.FromDays(1);

    /// <summary>One round, at most 5,000 rows of each kind; how many rows went.</summary>
    public async Task<int> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            delete from sessions where session_id in
                (select session_id from sessions where expires_at < @sessionsBefore limit 5000 for update skip locked);
            delete from sign_in_failures where key in
                (select key from sign_in_failures where window_start < @failuresBefore limit 5000 for update skip locked);
            """, new { sessionsBefore = now - SessionsKept, failuresBefore = now - FailuresKept });
    }

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
                LogPutOff(exception.Message);
            }
        }
    }

    [LoggerMessage(3103, LogLevel.Warning, "Cleaning up sessions was put off: {Problem}")]
    private partial void LogPutOff(string problem);
}
