using System.Text.Json;
using Platform.Messaging;

namespace Platform.DeviceRegistry.State;

/// <summary>A controller's whole state for open browsers.</summary>
internal sealed record StateShown(int TenantId, int? PitId, string DeviceId, string State, string? Cause, DateTimeOffset At);

/// <summary>Tells open browsers the state of a controller; sent after the commit, best effort.</summary>
internal sealed class LiveState(LivePublisher live)
{
    private const string Type = "device_state";

    public Task SendAsync(StateShown shown, CancellationToken ct) => live.PublishAsync(
        shown.TenantId, shown.PitId, Type, new Update(Type, shown.TenantId, shown.PitId, shown.DeviceId, JsonElement.Parse(shown.State), shown.Cause, shown.At), ct);

    private sealed record Update(string Type, int TenantId, int? PitId, string DeviceId, JsonElement State, string? Cause, DateTimeOffset At);
}
