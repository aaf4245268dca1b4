using Platform.Telemetry.Ingest;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.Telemetry.Tests;

/// <summary>The ways from the devices' topics to the shards' queues, on a virtual host that no service looks at.</summary>
public sealed class ReadingQueueTests : IAsyncLifetime
{
    private const int Readings = 60;
    private readonly string name = $"queues-{Guid.NewGuid():N}";
    private IConnection connection = null!;
    private IChannel channel = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 2, 1)]
    public async Task Every_reading_reaches_one_shard_also_after_their_number_has_changed(params int[] shards)
    {
        foreach (var number in shards) await StartAsync(number);

        await PublishAsync();

        var depths = await DepthsAsync();
        depths.Sum().ShouldBe(Readings);
        depths.Count(d => d > 0).ShouldBe(shards[^1]);
    }

    /// <summary>As after every start of the broker: its definitions lead to the first shard through the exchange.</summary>
    [Fact]
    public async Task Way_of_the_definitions_beside_the_direct_one_brings_nothing_twice()
    {
        await StartAsync(1);
        await channel.ExchangeBindAsync(ReadingQueues.IngestExchange, ReadingQueues.MqttExchange, "workshop.*.pit.*.sensors");

        await PublishAsync();

        (await DepthsAsync()).ShouldBe([Readings, 0]);
    }

    public async ValueTask InitializeAsync()
    {
        var broker = await TestServers.Current.CreateVirtualHostAsync(name);
        connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await TestServers.Current.DeleteVirtualHostAsync(name);
    }

    /// <summary>Services with that many shards start, the last of them first.</summary>
    private async Task StartAsync(int shards)
    {
        for (var shard = shards - 1; shard >= 0; shard--) await ReadingQueues.DeclareAsync(channel, shard, shards, CancellationToken.None);
    }

    private async Task PublishAsync()
    {
        for (var pit = 0; pit < Readings; pit++)
            await channel.BasicPublishAsync(ReadingQueues.MqttExchange, $"workshop.ws_1.pit.pit{pit}.sensors", mandatory: true, new BasicProperties { Persistent = true }, "{}"u8.ToArray());
    }

    private async Task<long[]> DepthsAsync()
    {
        var depths = new long[2];
        for (var shard = 0; shard < depths.Length; shard++)
        {
            // One that was never a shard is empty; declared by itself, it has no way from anywhere.
            await channel.QueueDeclareAsync(ReadingQueues.NameOf(shard), durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x-queue-type"] = "quorum",
                ["x-single-active-consumer"] = true,
            });
            depths[shard] = await channel.MessageCountAsync(ReadingQueues.NameOf(shard));
        }

        return depths;
    }
}
