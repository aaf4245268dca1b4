using MassTransit;
using Platform.Contracts.MqttBridge;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Connections;

/// <summary>The broker let devices in.</summary>
internal sealed class DevicesConnectedConsumer(Inbox inbox) : IConsumer<DevicesConnected>
{
    public Task Consume(ConsumeContext<DevicesConnected> context) =>
        inbox.OnceAsync(context, "devices-connected", transaction => ConnectionStore.ConnectedAsync(transaction, context.Message.Devices));
}

/// <summary>The broker refused devices.</summary>
internal sealed class DeviceConnectionsRefusedConsumer(Inbox inbox) : IConsumer<DeviceConnectionsRefused>
{
    public Task Consume(ConsumeContext<DeviceConnectionsRefused> context) =>
        inbox.OnceAsync(context, "device-connections-refused", transaction => ConnectionStore.RefusedAsync(transaction, context.Message.Refusals));
}
