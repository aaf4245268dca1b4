namespace Platform.Gateway.Door;

/// <summary>
/// Fills what the gateway knows of Identity at start and again every half minute, so that what was said while the broker was
/// away is not missed. Between fills the events do it.
/// </summary>
internal sealed partial class IdentityViews(Func<IdentityClient> identity, RevokedSessions revoked, PermittedPits pits, TimeProvider time, ILogger<IdentityViews> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var session in await identity().RevokedSessionsAsync(ct)) revoked.Add(session.SessionId, session.RevokedAt);
        revoked.Prune();
        string? cursor = null;
        do
        {
            var page = await identity().PitAccessAsync(cursor, ct);
            foreach (var access in page.Items) pits.Apply(access);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
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

    [LoggerMessage(3001, LogLevel.Warning, "Ended sessions and pit permissions could not be read from Identity: {Problem}")]
    private partial void LogNotFilled(string problem);
}
