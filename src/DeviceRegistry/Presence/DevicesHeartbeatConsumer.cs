using MassTransit;
using Platform.Contracts.MqttBridge;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Presence;

/// <summary>Controllers were heard of by their heartbeat: one statement notes them all.</summary>
internal sealed class DevicesHeartbeatConsumer(Inbox inbox, LiveStatus live, TimeProvider time) : IConsumer<DevicesHeartbeat>
{
    public async Task Consume(ConsumeContext<DevicesHeartbeat> context)
    {
        var newest = context.Message.Devices.GroupBy(d => d.DeviceId, StringComparer.Ordinal).Select(g => (DeviceId: g.Key, At: g.Max(d => d.At))).ToList();
        IReadOnlyList<PresenceChange> changes = [];
        await inbox.OnceAsync(context, "devices-heartbeat", async transaction => changes = await PresenceStore.SeenAsync(
            transaction, [.. newest.Select(d => d.DeviceId)], [.. newest.Select(d => d.At.ToUniversalTime())], byReading: false, time.GetUtcNow()));
        await live.SendAsync(changes, context.CancellationToken);
    }
}
