using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MassTransit;
using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceProtocol;
using Platform.MqttBridge.BrokerAuth;
using Platform.MqttBridge.Commands;
using Platform.ServiceDefaults.Http;

namespace Platform.MqttBridge.Mirrors;

/// <summary>
/// Tells people's own MQTT clients how their devices stand, under <c>users/{user_id}/devices/{serial}/status</c>: the owners
/// of the device's tenant, and those with whom it is shared. Whose access ended hears that and nothing more. A repeated
/// message says the same again.
/// </summary>
internal sealed class MirrorConsumer(UserAccounts users, DeviceAccess access, CommandPublisher publisher) : IConsumer<DeviceStateChanged>, IConsumer<DeviceAccessChanged>
{
    public async Task Consume(ConsumeContext<DeviceStateChanged> context)
    {
        var changed = context.Message;
        if (changed.TenantId is not { } tenant) return;
        var sharers = access.OfDevice(changed.DeviceId).Where(s => s.TenantId == tenant).Select(s => s.UserId).Where(users.Exists);
        var body = new Mirror(changed.DeviceId, changed.Status, JsonNode.Parse(changed.State), changed.OccurredAt);
        foreach (var user in users.OwnersOf(tenant).Concat(sharers).Distinct()) await TellAsync(user, body, context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<DeviceAccessChanged> context)
    {
        var share = context.Message.Access;
        if (share.Level is not null || !users.Exists(share.UserId)) return;
        await TellAsync(share.UserId, new Mirror(share.DeviceId, "access_ended", State: null, context.Message.OccurredAt), context.CancellationToken);
    }

    private Task TellAsync(long userId, Mirror body, CancellationToken ct) =>
        publisher.PublishAsync(DeviceTopic.UserMirror(userId, body.DeviceId), JsonSerializer.Serialize(body, Json.Options), ct);

    private sealed record Mirror(
        string DeviceId, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? State, DateTimeOffset At);
}
