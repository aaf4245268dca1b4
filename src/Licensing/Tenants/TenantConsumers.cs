using MassTransit;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Licensing.Tenants;

/// <summary>
/// Notes how a tenant is, and lets its licenses follow at once. The note is one short transaction; the licenses go in batches
/// after it, and what is left when that is interrupted is done by the next round.
/// </summary>
internal sealed class TenantConsumer(Inbox inbox, TenantLicenses licenses, TimeProvider time) : IConsumer<TenantSuspended>, IConsumer<TenantActivated>
{
    private const string Name = "tenant-status";

    public Task Consume(ConsumeContext<TenantSuspended> context) =>
        TakeAsync(context, context.Message.TenantId, isSuspended: true, context.Message.Actor, context.Message.Version);

    public Task Consume(ConsumeContext<TenantActivated> context) =>
        TakeAsync(context, context.Message.TenantId, isSuspended: false, context.Message.Actor, context.Message.Version);

    private async Task TakeAsync(ConsumeContext context, int tenantId, bool isSuspended, string actor, long version)
    {
        await inbox.OnceAsync(context, Name, transaction => TenantStore.SetAsync(transaction, tenantId, isSuspended, actor, version));
        await licenses.FollowAsync(tenantId, time.GetUtcNow(), context.CancellationToken);
    }
}
