using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.MqttBridge.CutOff;

/// <summary>
/// Closes the connections of a device that may no longer be connected as it is: it ignored DISABLE, its credentials or
/// its place changed, or the vendor took it out of service. The facts are applied first, or a device that reconnects at once would be let in by the old ones.
/// </summary>
internal sealed partial class CutOffConsumer(
    BrokerManagement broker, ReplicatedView<string, DeviceFacts> devices, LaterClose later, TimeProvider time, ILogger<CutOffConsumer> logger) : IConsumer<DeviceChanged>
{
    public async Task Consume(ConsumeContext<DeviceChanged> context)
    {
        var device = context.Message.Device;
        if (context.Message.Change is not ("cut_off" or "credentials_rotated" or "assigned") && device.Lifecycle is not "decommissioned") return;
        devices.Apply(device);
        // Noted before: a close that fails now is made up for then.
        later.Add(device.DeviceId, time.GetUtcNow());
        await broker.CloseConnectionsAsync(device.DeviceId, context.CancellationToken);
        LogClosed(device.DeviceId, context.Message.Change);
    }

    [LoggerMessage(4001, LogLevel.Information, "Closed the connections of {DeviceId}: {Change}")]
    private partial void LogClosed(string deviceId, string change);
}
