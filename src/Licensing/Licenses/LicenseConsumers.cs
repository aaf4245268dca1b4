using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.Licensing.Licenses;

/// <summary>Issues the license of every new device, with the key that is on its registration.</summary>
internal sealed class DeviceRegisteredConsumer(Inbox inbox, LicenseStore licenses, TimeProvider time) : IConsumer<DeviceRegistered>
{
    public Task Consume(ConsumeContext<DeviceRegistered> context) =>
        inbox.OnceAsync(context, "device-registered", transaction => licenses.IssueAsync(transaction, context.Message.Device, time.GetUtcNow()));
}
