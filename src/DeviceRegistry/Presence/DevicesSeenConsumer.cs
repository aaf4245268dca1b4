using MassTransit;
using Platform.Contracts.Telemetry;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>Readings came from many devices: one statement notes them all.</summary>
internal sealed class DevicesSeenConsumer(Inbox inbox, LiveStatus live, TimeProvider time) : IConsumer<DevicesSeen>
{
    public async Task Consume(ConsumeContext<DevicesSeen> context)
    {
        var newest = context.Message.Devices.GroupBy(d => d.DeviceId, StringComparer.Ordinal).Select(g => (DeviceId: g.Key, At: g.Max(d => d.At))).ToList();
        IReadOnlyList<PresenceChange> changes = [];
        await inbox.OnceAsync(context, "devices-seen", async transaction => changes = await PresenceStore.SeenAsync(
            transaction, [.. newest.Select(d => d.DeviceId)], [.. newest.Select(d => d.At.ToUniversalTime())], byReading: true, time.GetUtcNow()));
        await live.SendAsync(changes, context.CancellationToken);
    }
}
