using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;

namespace Platform.MqttBridge.Commands;

/// <summary>
/// Hands a queued command to the broker and says so. A second delivery publishes again, which the device's firmware
/// answers without executing: commands are known by their id.
/// </summary>
internal sealed class CommandDelivery(CommandPublisher publisher, TimeProvider time) : IConsumer<CommandQueued>
{
    public async Task Consume(ConsumeContext<CommandQueued> context)
    {
        var command = context.Message;
        await publisher.PublishAsync(command.Topic, command.Payload, context.CancellationToken);
        await context.Publish(new CommandSent(command.CommandId, command.DeviceId, time.GetUtcNow(), command.Command, command.CauseId), context.CancellationToken);
    }
}

/// <summary>Many at once: each waits for the broker's confirmation, and devices are independent of each other.</summary>
internal sealed class CommandDeliveryDefinition : ConsumerDefinition<CommandDelivery>
{
    public CommandDeliveryDefinition() => ConcurrentMessageLimit = 64;
}
