using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>Tells open browsers how a device stands; sent after the commit, best effort.</summary>
internal sealed class LiveStatus(LivePublisher live)
{
    private const string Type = "device_status";

    public async Task SendAsync(IReadOnlyList<PresenceChange> changes, CancellationToken ct)
    {
        foreach (var change in changes)
            await SendAsync(change.TenantId, change.PitId, change.DeviceId, PresenceRules.Shown(change.Online, change.ReportedStatus), change.At, ct);
    }

    /// <summary>Nothing is sent for a device of the factory's ledger: nobody may see it.</summary>
    public Task SendAsync(int? tenantId, int? pitId, string deviceId, string status, DateTimeOffset at, CancellationToken ct) =>
        tenantId is { } tenant ? live.PublishAsync(tenant, pitId, Type, new Update(Type, tenant, pitId, deviceId, status, at), ct) : Task.CompletedTask;

    private sealed record Update(string Type, int TenantId, int? PitId, string DeviceId, string Status, DateTimeOffset At);
}
