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

/// <summary>Lets the license follow its device to another tenant, and back to the vendor.</summary>
internal sealed class DeviceChangedConsumer(Inbox inbox, LicenseMoves moves, LiveSwitches live, TimeProvider time) : IConsumer<DeviceChanged>
{
    public async Task Consume(ConsumeContext<DeviceChanged> context)
    {
        IReadOnlyList<Guid> switches = [];
        await inbox.OnceAsync(context, "device-changed", async transaction => switches = await moves.FollowAsync(transaction, context.Message.Device, time.GetUtcNow()));
        live.Tell(switches);
    }
}
