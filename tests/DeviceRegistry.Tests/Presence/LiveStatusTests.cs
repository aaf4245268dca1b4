using System.Collections.Concurrent;
using System.Text.Json;
using Platform.Contracts.MqttBridge;
using Platform.Messaging;
using Platform.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.DeviceRegistry.Tests.Presence;

public sealed class LiveStatusTests(RegistryFixture registry)
{
    [Fact]
    public async Task Browsers_hear_online_disabled_and_offline_under_the_pits_key()
    {
        await using var connection = await new ConnectionFactory { Uri = registry.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(LivePublisher.Exchange, ExchangeType.Topic, durable: false, autoDelete: false);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, LivePublisher.Exchange, $"{RegistryFixture.Workshop}.#");
        var heard = new ConcurrentQueue<(string Key, JsonElement Body)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            heard.Enqueue((message.RoutingKey, JsonDocument.Parse(message.Body.ToArray()).RootElement));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);

        var id = await registry.RegisterDeviceAsync();
        var pit = await registry.ScalarAsync<int>("select pit_id from devices where device_id = @id", new { id });
        await registry.BirthAsync(id);
        await StatusIsAsync("online");
        await registry.BirthAsync(id, "disabled");
        await StatusIsAsync("disabled");
        await registry.Bus.PublishAsync(new DeviceStatusReported(id, "offline", "connection_lost", null, null, null, registry.Time.GetUtcNow()));
        await StatusIsAsync("offline");
        heard.Where(h => IsOf(h.Body)).ShouldAllBe(h => h.Key == $"{RegistryFixture.Workshop}.{pit}.device_status");
        heard.First(h => IsOf(h.Body)).Body.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "tenant_id", "pit_id", "device_id", "status", "at"]);

        bool IsOf(JsonElement body) => body.GetProperty("device_id").GetString() == id;

        Task StatusIsAsync(string status) => Eventually.BecomesTrueAsync(
            () => heard.Any(h => IsOf(h.Body) && h.Body.GetProperty("status").GetString() == status), $"{status} is heard");
    }
}
