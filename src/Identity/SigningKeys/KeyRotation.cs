using Microsoft.Extensions.Options;

namespace Platform.Identity.SigningKeys;

/// <summary>
/// Changes the signing key every 30 days. The next key is published a whole period before it signs, so that every
/// service knows it by then; the former one stays published until the last token that it signed is over.
/// </summary>
internal sealed partial class KeyRotation(SigningKeyStore store, SigningKeyRing ring, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyRotation> logger) : BackgroundService
{
    /// <summary>One look at the keys' ages; true when the signing key changed.</summary>
    public async Task<bool> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var changed = await store.RotateAsync(now - options.Value.RotateEvery, now - options.Value.PublishFormerFor, now, ct);
        await ring.ReloadAsync(ct);
        if (changed) LogRotated((await ring.CurrentAsync(ct)).KeyId);
        return changed;
    }

    /// <summary>The keys exist before the service takes its first request.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnceAsync(time.GetUtcNow(), cancellationToken);
        await base.StartAsync(cancellationToken);
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

    [LoggerMessage(3001, LogLevel.Information, "Tokens are signed with key {KeyId} from now on")]
    private partial void LogRotated(string keyId);

    [LoggerMessage(3002, LogLevel.Warning, "The look at the signing keys was put off: {Problem}")]
    private partial void LogPutOff(string problem);
}
