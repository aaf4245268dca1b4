using System.Threading.Channels;
using MassTransit;

namespace Platform.Gateway.Door;

/// <summary>
/// Reads the ended sessions from Identity at start, whenever the events' queue is connected anew (what was said in between went
/// nowhere) and every minute as a safety net. Between fills the events do it.
/// </summary>
internal sealed partial class EndedSessionsFill(Func<IdentityClient> identity, RevokedSessions revoked, TimeProvider time, ILogger<EndedSessionsFill> logger)
    : BackgroundService, IReceiveEndpointObserver
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

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

    public Task Ready(ReceiveEndpointReady ready)
    {
        wake.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Every;
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotFilled(exception.Message);
                pause = AfterFailure;
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(wake.Reader.WaitToReadAsync(patience.Token).AsTask(), Task.Delay(pause, time, patience.Token));
            await patience.CancelAsync();
            wake.Reader.TryRead(out _);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Ended sessions could not be read from Identity: {Problem}")]
    private partial void LogNotFilled(string problem);
}
