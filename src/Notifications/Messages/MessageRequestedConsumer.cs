using MassTransit;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Notifications.Messages;

/// <summary>Queues what somebody is to be told. The same message that comes twice is one.</summary>
internal sealed class MessageRequestedConsumer(Inbox inbox, MessageIntake intake, TimeProvider time) : IConsumer<MessageRequested>
{
    public Task Consume(ConsumeContext<MessageRequested> context) =>
        inbox.OnceAsync(context, "message-requested", transaction => intake.TakeAsync(transaction, context.Message, time.GetUtcNow()));
}
