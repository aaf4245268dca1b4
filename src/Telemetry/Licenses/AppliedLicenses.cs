using System.Threading.Channels;
using MassTransit;
using Platform.Contracts.Licensing;
using Platform.Contracts.Telemetry;
using Platform.Messaging;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Licenses;

/// <summary>
/// Says since when readings are judged by a change of a license. Costs nothing per reading: the directory tells of changes,
/// which are rare, and they leave beside the hot path. What is known already when the service starts is old news, except
/// for what changed a moment ago, while no replica was there to say it.
/// </summary>
internal sealed partial class AppliedLicenses : BackgroundService
{
    private const int PerMessage = 500, MostWaiting = 50_000;
    private const long FirstVersion = 1;
    private static readonly TimeSpan NewsFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<LicenseApplied> applied =
        Channel.CreateBounded<LicenseApplied>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly IBus bus;
    private readonly TimeProvider time;
    private readonly ILogger<AppliedLicenses> logger;

    /// <summary>Takes the directory only so that it follows the view first: what is told here holds there already.</summary>
    public AppliedLicenses(ReplicatedView<string, LicenseFacts> licenses, Directory directory, IBus bus, TimeProvider time, ILogger<AppliedLicenses> logger)
    {
        ArgumentNullException.ThrowIfNull(directory);
        (this.bus, this.time, this.logger) = (bus, time, logger);
        licenses.Changed += Note;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await applied.Reader.WaitToReadAsync(stoppingToken))
        {
            var part = new List<LicenseApplied>();
            while (part.Count < PerMessage && applied.Reader.TryRead(out var license)) part.Add(license);
            await TellAsync(new LicensesApplied(part), stoppingToken);
        }
    }

    private void Note(LicenseFacts? former, LicenseFacts license)
    {
        var now = time.GetUtcNow();
        if (license.Version == FirstVersion || (former is null && license.ChangedAt < now - NewsFor)) return;
        applied.Writer.TryWrite(new LicenseApplied(license.LicenseKey, license.Version, now));
    }

    /// <summary>Tells it, again and again while the broker is away; the times are those of the effect and not of the telling.</summary>
    private async Task TellAsync(LicensesApplied message, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
                timeout.CancelAfter(PublishTimeout);
                await bus.Publish(message, timeout.Token);
                return;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogNotTold(message.Licenses.Count, exception.Message);
                await Task.Delay(RetryAfter, ct);
            }
        }
    }

    [LoggerMessage(5501, LogLevel.Information, "That {Licenses} licenses took effect could not be told yet: {Problem}")]
    private partial void LogNotTold(int licenses, string problem);
}
