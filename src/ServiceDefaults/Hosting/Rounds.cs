using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>Work that is done again and again, each time in bounded transactions.</summary>
public interface IRound
{
    /// <summary>Time between the starts of two rounds.</summary>
    TimeSpan Every { get; }

    /// <summary>Does what is due at <paramref name="now"/>.</summary>
    Task RunOnceAsync(DateTimeOffset now, CancellationToken ct);
}

/// <summary>Runs the rounds for as long as the service lives; a round that fails is logged and the next one comes.</summary>
public sealed partial class Rounds<TRound>(TRound round, TimeProvider time, ILogger<Rounds<TRound>> logger) : BackgroundService
    where TRound : IRound
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(round.Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await round.RunOnceAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(typeof(TRound).Name, exception);
            }
        }
    }

    [LoggerMessage(1101, LogLevel.Error, "A round of {Work} failed; the next one follows")]
    private partial void LogRoundFailed(string work, Exception exception);
}
