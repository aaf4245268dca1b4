using MassTransit;
using Platform.Contracts.MqttBridge;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Commands;

/// <summary>The broker confirmed that it holds a command.</summary>
internal sealed class CommandSentConsumer(Inbox inbox, LiveCommands live) : IConsumer<CommandSent>
{
    public async Task Consume(ConsumeContext<CommandSent> context)
    {
        if (await inbox.OnceAsync(context, "command-sent", transaction => CommandStore.SentAsync(transaction, context.Message.CommandId, context.Message.OccurredAt)))
            live.Tell([context.Message.CommandId]);
    }
}
