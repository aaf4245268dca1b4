using MassTransit;
using Platform.Contracts.Jobs;
using Platform.Messaging;

namespace Platform.Identity.PitAccess;

/// <summary>A customer sees the pits in which the own cars are worked on: takes them over and tells all who keep a copy.</summary>
internal sealed class CustomerPitsConsumer(Inbox inbox, TimeProvider time) : IConsumer<CustomerPitsChanged>
{
    public Task Consume(ConsumeContext<CustomerPitsChanged> context) =>
        inbox.OnceAsync(context, "customer-pits", transaction => PitAccessStore.FollowJobsAsync(transaction, context.Message, time.GetUtcNow()));
}
