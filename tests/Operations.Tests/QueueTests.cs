using System.Text.Json;
using Platform.AppHost.Local;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.Operations.Tests;

/// <summary>A broker of its own with the platform's configuration, which keeps no statistics.</summary>
public sealed class PlainBrokerFixture : OperationsFixture
{
    private readonly string folder = Directory.CreateTempSubdirectory("broker-").FullName;
    private LocalRabbitMq rabbit = null!;

    protected override string Management => rabbit.ManagementAddress.ToString();

    protected override async Task<Uri> OpenBrokerAsync()
    {
        rabbit = await LocalRabbitMq.StartAsync(folder, new LocalRabbitMqOptions());
        return new Uri(rabbit.ConnectionString);
    }

    protected override async Task CloseBrokerAsync()
    {
        await rabbit.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

public sealed class QueueTests(OperationsFixture operations)
{
    [Fact]
    public Task Queues_are_counted_with_statistics() => QueueAssertions.CountAsync(operations, hasStatistics: true);

    [Fact]
    public async Task Outboxes_are_told_about()
    {
        var queues = await operations.GetAsync("/api/ops/queues");
        queues.GetProperty("outboxes").EnumerateArray().Select(o => o.GetProperty("service").GetString()).ShouldBe(["identity", "registry", "licensing", "telemetry", "notifications", "jobs"]);
    }
}

public sealed class QueueWithoutStatisticsTests(PlainBrokerFixture operations) : IClassFixture<PlainBrokerFixture>
{
    [Fact]
    public async Task Queues_are_counted_and_what_is_not_known_is_null()
    {
        await QueueAssertions.CountAsync(operations, hasStatistics: false);
        var unrouted = (await operations.GetAsync("/api/ops/queues")).GetProperty("items").EnumerateArray().Single(q => q.GetProperty("name").GetString() == "unrouted");
        foreach (var unknown in new[] { "in_per_s", "out_per_s", "oldest_age_s" }) unrouted.GetProperty(unknown).ValueKind.ShouldBe(JsonValueKind.Null);
        (await operations.GetAsync("/api/ops/ingest")).GetProperty("mqtt_connections").GetInt32().ShouldBe(0);
    }
}

internal static class QueueAssertions
{
    /// <summary>Depth, consumers and kinds are right on either broker.</summary>
    public static async Task CountAsync(OperationsFixture operations, bool hasStatistics)
    {
        var channel = operations.Channel;
        await channel.QueueDeclareAsync("counted", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueDeclareAsync("counted_error", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueDeclareAsync("mqtt-subscription-ESP32-1qos1", durable: true, exclusive: false, autoDelete: false);
        await channel.BasicPublishAsync("", "mqtt-subscription-ESP32-1qos1", mandatory: true, new BasicProperties(), "{}"u8.ToArray());
        for (var i = 0; i < 3; i++) await channel.BasicPublishAsync("", "counted", mandatory: true, new BasicProperties { Persistent = true }, "{}"u8.ToArray());
        await channel.BasicQosAsync(0, prefetchCount: 1, global: false);
        await channel.BasicConsumeAsync("counted", autoAck: false, new AsyncDefaultBasicConsumer(channel));

        // Every queue tells its own figures when it gets to it.
        var answer = await Eventually.BecomesAsync(
            () => operations.GetAsync("/api/ops/queues"),
            a => Queue(a, "counted") is var c && c.GetProperty("unacknowledged").GetInt64() == 1 && c.GetProperty("ready").GetInt64() == 2
                && a.GetProperty("device_sessions").GetProperty("ready").GetInt64() == 1,
            "the message that is out and those that wait are counted");
        answer.GetProperty("has_statistics").GetBoolean().ShouldBe(hasStatistics);
        answer.GetProperty("device_sessions").GetRawText().ShouldBe("""{"queues":1,"ready":1,"unacknowledged":0}""");
        answer.GetProperty("items").EnumerateArray().ShouldNotContain(q => q.GetProperty("name").GetString()!.StartsWith("mqtt-subscription-"));
        var counted = Queue(answer, "counted");
        counted.GetProperty("ready").GetInt64().ShouldBe(2);
        counted.GetProperty("type").GetString().ShouldBe("quorum");
        counted.GetProperty("consumers").GetInt32().ShouldBe(1);
        counted.GetProperty("not_empty_since").ValueKind.ShouldBe(JsonValueKind.String);
        counted.GetProperty("is_error_queue").GetBoolean().ShouldBeFalse();
        var empty = Queue(answer, "counted_error");
        empty.GetProperty("ready").GetInt64().ShouldBe(0);
        empty.GetProperty("consumers").GetInt32().ShouldBe(0);
        empty.GetProperty("not_empty_since").ValueKind.ShouldBe(JsonValueKind.Null);
        empty.GetProperty("is_error_queue").GetBoolean().ShouldBeTrue();
    }

    private static JsonElement Queue(JsonElement answer, string name) =>
        answer.GetProperty("items").EnumerateArray().Single(q => q.GetProperty("name").GetString() == name);
}
