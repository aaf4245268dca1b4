using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>Tells open browsers how a device stands; sent after the commit, best effort.</summary>
internal sealed class LiveStatus(LivePublisher live)
{
    private const string Type = "device_status";

    /// <summary>Nothing is sent for a device of the factory's ledger: no tenant may see it.</summary>
    public async Task SendAsync(IReadOnlyList<PresenceChange> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            if (change.TenantId is not { } tenant) continue;
            var status = PresenceRules.Shown(change.Online, change.ReportedStatus);
            await live.PublishAsync(tenant, change.PitId, Type, new Update(Type, tenant, change.PitId, change.DeviceId, status, change.At), ct);
        }
    }

    private sealed record Update(string Type, int TenantId, int? PitId, string DeviceId, string Status, DateTimeOffset At);
}
