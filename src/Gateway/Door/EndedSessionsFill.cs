namespace Platform.Gateway.Door;

/// <summary>
/// Reads the ended sessions from Identity at start and again every half minute, so that what was said while the broker was
/// away is not missed. Between fills the events do it.
/// </summary>
internal sealed partial class EndedSessionsFill(Func<IdentityClient> identity, RevokedSessions revoked, TimeProvider time, ILogger<EndedSessionsFill> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await identity().RevokedSessionsAsync(cursor, ct);
            foreach (var session in page.Items) revoked.Add(session.SessionId, session.RevokedAt);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        revoked.Prune();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Every;
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException || (exception is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                LogNotFilled(exception.Message);
                pause = AfterFailure;
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Ended sessions could not be read from Identity: {Problem}")]
    private partial void LogNotFilled(string problem);
}
