using System.Globalization;
using RabbitMQ.Client;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// The queues that devices' readings reach. The broker loads the same from its definitions before its MQTT listener opens;
/// declaring them here again makes more shards by configuration, and fails loudly when the two do not agree.
/// </summary>
internal static class ReadingQueues
{
    /// <summary>RabbitMQ's MQTT plugin publishes here.</summary>
    public const string MqttExchange = "amq.topic";

    /// <summary>Spreads readings over the shards by routing key, so that a device's order is kept.</summary>
    public const string IngestExchange = "telemetry.ingest";

    private static readonly string[] ReadingTopics = ["workshop.*.pit.*.sensors", "workshop.*.*.sensors"];

    /// <summary>The queue of a shard.</summary>
    public static string NameOf(int shard) => string.Create(CultureInfo.InvariantCulture, $"telemetry.readings.{shard}");

    /// <summary>The quorum queue of a shard, with one active consumer and no cap: a capped queue would crash 3.10's MQTT connections.</summary>
    public static async Task<string> DeclareAsync(IChannel channel, int shard, CancellationToken ct)
    {
        var queue = NameOf(shard);
        await channel.ExchangeDeclareAsync(IngestExchange, "x-consistent-hash", durable: true, autoDelete: false, cancellationToken: ct);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
        }, cancellationToken: ct);
        await channel.QueueBindAsync(queue, IngestExchange, routingKey: "1", cancellationToken: ct);
        foreach (var topic in ReadingTopics) await channel.ExchangeBindAsync(IngestExchange, MqttExchange, topic, cancellationToken: ct);
        return queue;
    }
}
