using MassTransit;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Notifications.Messages;

/// <summary>Queues what somebody is to be told. The same message that comes twice is one.</summary>
internal sealed class MessageRequestedConsumer(Inbox inbox, MessageIntake intake, LiveMessages live, TimeProvider time) : IConsumer<MessageRequested>
{
    public async Task Consume(ConsumeContext<MessageRequested> context)
    {
        Taken? taken = null;
        await inbox.OnceAsync(context, "message-requested", async transaction => taken = await intake.TakeAsync(transaction, context.Message, time.GetUtcNow()));
        if (taken?.News is { } news) await live.SendAsync(news, context.CancellationToken);
    }
}
