using Platform.Messaging;

namespace Platform.DeviceRegistry.Configuration;

/// <summary>The versions of a device's configuration for open browsers.</summary>
internal sealed record ConfigShown(int TenantId, int? PitId, string DeviceId, long DesiredVersion, long? ReportedVersion);

/// <summary>Tells open browsers that a device's configuration was wished or reported; sent after the commit, best effort.</summary>
internal sealed class LiveConfig(LivePublisher live)
{
    private const string Type = "device_config";

    public Task SendAsync(ConfigShown shown, CancellationToken ct) => live.PublishAsync(
        shown.TenantId, shown.PitId, Type, new Update(Type, shown.TenantId, shown.PitId, shown.DeviceId, shown.DesiredVersion, shown.ReportedVersion), ct);

    private sealed record Update(string Type, int TenantId, int? PitId, string DeviceId, long DesiredVersion, long? ReportedVersion);
}
