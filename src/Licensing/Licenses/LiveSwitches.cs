using System.Threading.Channels;
using Platform.Messaging;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Licensing.Licenses;

/// <summary>
/// Shows open browsers how a switch goes: thrown, sent, effective, confirmed. One after the other, and each time as the
/// record is then, so that no older state follows a newer one. Best effort and beside the switch itself: who missed it reads
/// the history.
/// </summary>
internal sealed partial class LiveSwitches(LicenseQueries licenses, LivePublisher live, Directory directory, ILogger<LiveSwitches> logger) : BackgroundService
{
    /// <summary>The event's <c>type</c>.</summary>
    public const string Type = "license_switch";

    private const int AtOnce = 200, MostWaiting = 10_000;

    private readonly Channel<Guid> changed = Channel.CreateBounded<Guid>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Notes switches whose record changed; to be called after the commit. Does not wait.</summary>
    public void Tell(IEnumerable<Guid> switches)
    {
        foreach (var id in switches) changed.Writer.TryWrite(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await changed.Reader.WaitToReadAsync(stoppingToken))
        {
            var ids = new HashSet<Guid>();
            while (ids.Count < AtOnce && changed.Reader.TryRead(out var id)) ids.Add(id);
            try
            {
                foreach (var thrown in await licenses.SwitchesAsync([.. ids], stoppingToken)) await SendAsync(thrown, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotShown(ids.Count, exception.Message);
            }
        }
    }

    private async Task SendAsync(ThrownSwitch thrown, CancellationToken ct)
    {
        var device = directory.Find(thrown.DeviceId)?.Device;
        if ((device?.TenantId ?? thrown.TenantId) is not { } tenant) return;
        await live.PublishAsync(
            tenant,
            device?.PitId,
            Type,
            new LiveSwitch(Type, tenant, device?.PitId, thrown.DeviceId, thrown.SwitchId, thrown.Status, thrown.Reason,
                thrown.RequestedAt, thrown.CommandSentAt, thrown.EffectiveAt, thrown.ConfirmedAt, thrown.CommandStatus),
            ct);
    }

    [LoggerMessage(3301, LogLevel.Information, "{Switches} switches could not be shown to open browsers: {Problem}")]
    private partial void LogNotShown(int switches, string problem);

    /// <summary>Times that have not come yet are null.</summary>
    private sealed record LiveSwitch(
        string Type, int TenantId, int? PitId, string DeviceId, Guid SwitchId, string Status, string Reason,
        DateTimeOffset RequestedAt, DateTimeOffset? CommandSentAt, DateTimeOffset? EffectiveAt, DateTimeOffset? ConfirmedAt, string? CommandStatus);
}

/// <summary>A switch as its record is now.</summary>
internal sealed record ThrownSwitch(
    Guid SwitchId, string DeviceId, int? TenantId, string Status, string Reason, DateTimeOffset RequestedAt, DateTimeOffset? CommandSentAt, DateTimeOffset? EffectiveAt,
    DateTimeOffset? ConfirmedAt, string? CommandStatus);
