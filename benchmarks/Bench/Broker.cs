using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Bench;

/// <summary>Looks into the broker beside the suite's own connections.</summary>
internal sealed class Broker(IConnection connection) : IAsyncDisposable
{
    public const string ReadingsQueue = "telemetry.readings.0";
    private const string BenchQueue = "bench.readings";
    private const string MqttExchange = "amq.topic";
    private static readonly string[] Topics = ["workshop.*.pit.*.sensors", "workshop.*.*.sensors"];

    public static async Task<Broker> ConnectAsync(Uri address) =>
        new(await new ConnectionFactory { Uri = address, ClientProvidedName = "bench" }.CreateConnectionAsync());

    /// <summary>Messages that wait and are not delivered yet.</summary>
    public async Task<long> DepthAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }

    /// <summary>A channel for publishing.</summary>
    public Task<IChannel> OpenChannelAsync() => connection.CreateChannelAsync();

    /// <summary>
    /// The broker's own limit: the same kind of queue in the place of the readings' own, drained by nothing but an
    /// acknowledging consumer, while <paramref name="load"/> runs. Telemetry gets nothing in that time.
    /// </summary>
    public async Task<double> OwnLimitAsync(Func<Task> load)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(BenchQueue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
        });
        try
        {
            foreach (var topic in Topics)
            {
                await channel.QueueBindAsync(BenchQueue, MqttExchange, topic);
                await channel.QueueUnbindAsync(ReadingsQueue, MqttExchange, topic);
            }

            await channel.BasicQosAsync(0, 10_000, global: false);
            var consumer = new Acknowledging(channel);
            await channel.BasicConsumeAsync(BenchQueue, autoAck: false, consumer);
            await load();
            return consumer.PerSecond;
        }
        finally
        {
            foreach (var topic in Topics)
            {
                await channel.QueueBindAsync(ReadingsQueue, MqttExchange, topic);
                await channel.QueueUnbindAsync(BenchQueue, MqttExchange, topic);
            }

            await channel.QueueDeleteAsync(BenchQueue);
        }
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    /// <summary>Acknowledges every 200 messages at once and counts.</summary>
    private sealed class Acknowledging(IChannel channel) : AsyncDefaultBasicConsumer(channel)
    {
        private long count, first, last;

        public double PerSecond => count / Stopwatch.GetElapsedTime(first, last).TotalSeconds;

        public override async Task HandleBasicDeliverAsync(
            string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
            ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
        {
            last = Stopwatch.GetTimestamp();
            if (count++ == 0) first = last;
            if (count % 200 == 0) await Channel.BasicAckAsync(deliveryTag, multiple: true, cancellationToken);
        }
    }
}
