using System.Text;
using Platform.DeviceProtocol;
using Platform.Messaging;
using RabbitMQ.Client;

namespace Platform.MqttBridge.Commands;

/// <summary>Publishes to devices through the MQTT exchange: persistent (which the plugin delivers as QoS 1) and confirmed.</summary>
internal sealed class CommandPublisher(BrokerConnection broker) : IAsyncDisposable
{
    private static readonly BasicProperties Persistent = new() { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent };
    private readonly SemaphoreSlim gate = new(1, 1);
    private IChannel? channel;

    /// <summary>Returns when the broker has the message safe.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">The broker refused it.</exception>
    public async Task PublishAsync(string topic, string payload, CancellationToken ct)
    {
        var open = await OpenAsync(ct);
        await open.BasicPublishAsync(BrokerAuth.BrokerAuthorizer.MqttExchange, DeviceTopic.ToRoutingKey(topic), mandatory: false, Persistent, Encoding.UTF8.GetBytes(payload), ct);
    }

    private async Task<IChannel> OpenAsync(CancellationToken ct)
    {
        if (channel is { IsOpen: true } ready) return ready;
        await gate.WaitAsync(ct);
        try
        {
            if (channel is { IsOpen: true } other) return other;
            if (channel is not null) await channel.DisposeAsync();
            channel = null;
            return channel = await broker.OpenPublishingChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (channel is not null) await channel.DisposeAsync();
        gate.Dispose();
    }
}
