using RabbitMQ.Client;

namespace Platform.Messaging;

/// <summary>
/// Plain AMQP connections beside MassTransit, for device traffic and for looking at queues: one that publishes and one
/// that consumes. A resource alarm makes the broker stop reading from connections that publish; acknowledgements must not
/// wait behind that, or the queues could not drain. Each is made at first use and again after the broker was away.
/// </summary>
public sealed class BrokerConnection(Uri address, string service) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? consuming;
    private IConnection? publishing;

    /// <summary>Opens a channel for consuming and declaring.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer.</exception>
    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions? options, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            consuming = await OpenAsync(consuming, "consume", ct);
            return await consuming.CreateChannelAsync(options, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Opens a channel for publishing.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer.</exception>
    public async Task<IChannel> OpenPublishingChannelAsync(CreateChannelOptions? options, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            publishing = await OpenAsync(publishing, "publish", ct);
            return await publishing.CreateChannelAsync(options, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (consuming is not null) await consuming.DisposeAsync();
        if (publishing is not null) await publishing.DisposeAsync();
        gate.Dispose();
    }

    private async Task<IConnection> OpenAsync(IConnection? known, string purpose, CancellationToken ct)
    {
        if (known is { IsOpen: true }) return known;
        if (known is not null) await known.DisposeAsync();
        return await new ConnectionFactory
        {
            Uri = address,
            ClientProvidedName = $"{service}-{purpose}",
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(20),
        }.CreateConnectionAsync(ct);
    }
}
