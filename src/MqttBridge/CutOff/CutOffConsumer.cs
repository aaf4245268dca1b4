using MassTransit;
using Platform.Contracts.DeviceRegistry;

namespace Platform.MqttBridge.CutOff;

/// <summary>
/// Closes the connections of a device that may no longer be connected: it ignored DISABLE, or its credentials changed.
/// The registry repeats <c>cut_off</c> while the device goes on publishing, because the broker remembers a positive
/// answer for up to a minute.
/// </summary>
internal sealed partial class CutOffConsumer(BrokerManagement broker, ILogger<CutOffConsumer> logger) : IConsumer<DeviceChanged>
{
    public async Task Consume(ConsumeContext<DeviceChanged> context)
    {
        if (context.Message.Change is not ("cut_off" or "credentials_rotated" or "assigned")) return;
        await broker.CloseConnectionsAsync(context.Message.Device.DeviceId, context.CancellationToken);
        LogClosed(context.Message.Device.DeviceId, context.Message.Change);
    }

    [LoggerMessage(4001, LogLevel.Information, "Closed the connections of {DeviceId}: {Change}")]
    private partial void LogClosed(string deviceId, string change);
}
