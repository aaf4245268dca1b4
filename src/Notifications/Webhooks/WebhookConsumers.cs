using System.Text.Json.Nodes;
using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Notifications.Webhooks;

/// <summary>Turns events of the platform into deliveries. The event's id is the message's, so that a repeated one is one.</summary>
internal sealed class WebhookConsumer(Inbox inbox, TimeProvider time) :
    IConsumer<DeviceClaimed>, IConsumer<DeviceReleased>, IConsumer<DeviceOnline>, IConsumer<DeviceOffline>, IConsumer<DeviceStateChanged>, IConsumer<CommandFinished>,
    IConsumer<AlertRaised>, IConsumer<AlertAcknowledged>, IConsumer<AlertCleared>
{
    public Task Consume(ConsumeContext<DeviceClaimed> context) => context.Message is var e
        ? TellAsync(context, e.TenantId, "device.claimed", new { e.DeviceId, e.SerialNumber, e.DeviceType, e.DeviceName, e.UserId, e.Proof }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<DeviceReleased> context) => context.Message is var e
        ? TellAsync(context, e.TenantId, "device.released", new { e.DeviceId, e.Reason }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<DeviceOnline> context) => context.Message is { TenantId: { } tenant } e
        ? TellAsync(context, tenant, "device.online", new { e.DeviceId, e.PitId }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<DeviceOffline> context) => context.Message is { TenantId: { } tenant } e
        ? TellAsync(context, tenant, "device.offline", new { e.DeviceId, e.PitId, e.Reason, e.LastSeenAt }, e.OccurredAt)
        : Task.CompletedTask;

    /// <summary>Coming and going is told by the two above.</summary>
    public Task Consume(ConsumeContext<DeviceStateChanged> context) => context.Message is { TenantId: { } tenant, Cause: not "presence" } e
        ? TellAsync(context, tenant, "device.state_changed", new { e.DeviceId, e.Status, State = JsonNode.Parse(e.State), e.Cause }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<CommandFinished> context) => context.Message is { TenantId: { } tenant } e
        ? TellAsync(context, tenant, "command.finished", new { e.CommandId, e.DeviceId, e.PitId, e.Command, e.Status }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<AlertRaised> context) => context.Message is { TenantId: { } tenant } e
        ? TellAsync(context, tenant, "alert.raised", new { e.AlertId, e.PitId, e.DeviceId, e.AlertType, e.Severity, e.Message }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<AlertAcknowledged> context) => context.Message is { TenantId: { } tenant } e
        ? TellAsync(context, tenant, "alert.acknowledged", new { e.AlertId, e.PitId, e.DeviceId, e.AlertType, e.UserId, e.Note }, e.OccurredAt)
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<AlertCleared> context) => context.Message is { TenantId: { } tenant } e
        ? TellAsync(context, tenant, "alert.cleared", new { e.AlertId, e.PitId, e.DeviceId, e.AlertType, e.Reason }, e.OccurredAt)
        : Task.CompletedTask;

    private Task<bool> TellAsync(ConsumeContext context, int tenant, string type, object data, DateTimeOffset occurredAt) => inbox.OnceAsync(
        context, "webhook", transaction => WebhookDeliveries.AddAsync(transaction, tenant, context.MessageId!.Value, type, data, occurredAt, time.GetUtcNow()));
}
