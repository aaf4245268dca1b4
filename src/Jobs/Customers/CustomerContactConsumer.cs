using MassTransit;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Jobs.Customers;

/// <summary>Writes to customers where they want to be reached since they, or the workshop's owner, changed the account. In any order the newest counts.</summary>
internal sealed class CustomerContactConsumer(Inbox inbox) : IConsumer<UserContactChanged>
{
    public Task Consume(ConsumeContext<UserContactChanged> context) => context.Message.TenantId is { } tenantId
        ? inbox.OnceAsync(context, "customer-contacts", transaction => CustomerStore.TakeContactAsync(transaction, tenantId, context.Message))
        : Task.CompletedTask;
}
