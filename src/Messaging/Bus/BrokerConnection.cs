using RabbitMQ.Client;

namespace Platform.Messaging;

/// <summary>A plain AMQP connection beside MassTransit, for device traffic and for looking at queues. Recovers by itself.</summary>
public sealed class BrokerConnection(Uri address, string service) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;

    /// <summary>Opens a channel; the connection is made at first use and again after the broker was away.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer.</exception>
    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions? options, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (connection is not { IsOpen: true })
            {
                if (connection is not null) await connection.DisposeAsync();
                connection = null;
                connection = await new ConnectionFactory
                {
                    Uri = address,
                    ClientProvidedName = $"{service}-devices",
                    AutomaticRecoveryEnabled = false,
                    RequestedHeartbeat = TimeSpan.FromSeconds(20),
                }.CreateConnectionAsync(ct);
            }

            return await connection.CreateChannelAsync(options, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        gate.Dispose();
    }
}
