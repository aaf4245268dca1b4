using System.Globalization;
using RabbitMQ.Client;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// The queues that devices' readings reach. The broker loads a way to the first from its definitions before its MQTT
/// listener opens; declaring them here again makes the way that fits the number of shards, and fails loudly when the two
/// do not agree.
/// </summary>
internal static class ReadingQueues
{
    /// <summary>RabbitMQ's MQTT plugin publishes here.</summary>
    public const string MqttExchange = "amq.topic";

    /// <summary>Spreads readings over several shards by routing key, so that a device's order is kept.</summary>
    public const string IngestExchange = "telemetry.ingest";

    private static readonly string[] ReadingTopics = ["workshop.*.pit.*.sensors", "workshop.*.*.sensors"];

    /// <summary>The queue of a shard.</summary>
    public static string NameOf(int shard) => string.Create(CultureInfo.InvariantCulture, $"telemetry.readings.{shard}");

    /// <summary>The quorum queue of a shard, with one active consumer and no cap: a capped queue would crash 3.10's MQTT connections.</summary>
    public static async Task<string> DeclareAsync(IChannel channel, int shard, int shards, CancellationToken ct)
    {
        var queue = NameOf(shard);
        await channel.ExchangeDeclareAsync(IngestExchange, "x-consistent-hash", durable: true, autoDelete: false, cancellationToken: ct);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
        }, cancellationToken: ct);
        await channel.QueueBindAsync(queue, IngestExchange, routingKey: "1", cancellationToken: ct);
        foreach (var topic in ReadingTopics) await RouteAsync(channel, topic, shards, ct);
        return queue;
    }

    /// <summary>
    /// One shard needs no spreading, and every message passes one exchange less. The new way is there before the old one
    /// goes, so that no reading is lost in between; a queue that is reached by both gets a message once.
    /// </summary>
    private static async Task RouteAsync(IChannel channel, string topic, int shards, CancellationToken ct)
    {
        if (shards == 1)
        {
            await channel.QueueBindAsync(NameOf(0), MqttExchange, topic, cancellationToken: ct);
            await channel.ExchangeUnbindAsync(IngestExchange, MqttExchange, topic, cancellationToken: ct);
        }
        else
        {
            await channel.ExchangeBindAsync(IngestExchange, MqttExchange, topic, cancellationToken: ct);
            await channel.QueueUnbindAsync(NameOf(0), MqttExchange, topic, cancellationToken: ct);
        }
    }
}
