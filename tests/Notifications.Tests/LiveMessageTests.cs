using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Notifications;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Notifications.Tests;

/// <summary>What open browsers are told of a person's messages in the app.</summary>
public sealed class LiveMessageTests(NotificationsFixture notifications)
{
    [Fact]
    public async Task New_message_and_its_reading_are_told_once_each_for_its_reader()
    {
        var tenant = NotificationsFixture.NewTenant();
        var reader = 5000L + tenant;
        await using var live = await ListenAsync(tenant, out var heard);
        var message = new MessageRequested(Guid.NewGuid(), tenant, reader, "job_started", "en", null, null,
            [new("workshop", "Lotus"), new("car_model", "City"), new("car_plate", "1AB"), new("estimated_end", "2026-11-20T16:30:00Z"), new("link", "http://127.0.0.1/jobs/3")], null, notifications.Time.GetUtcNow());
        var id = Guid.NewGuid();
        await notifications.Bus.PublishAsync(message, id);
        await notifications.Bus.PublishAsync(message, id);
        await Eventually.BecomesTrueAsync(() => heard.Count == 1, "the message is told");

        using var person = notifications.ClientOf(Roles.Customer, tenant, reader);
        var items = (await person.GetFromJsonAsync<JsonElement>("/api/messages")).GetProperty("items");
        items.GetArrayLength().ShouldBe(1, "it can be read when it is told");
        (await person.PostAsync($"/api/messages/{message.MessageId}/read", null)).EnsureSuccessStatusCode();
        (await person.PostAsync("/api/messages/read", null)).EnsureSuccessStatusCode();
        await notifications.Bus.PublishAsync(message with { MessageId = Guid.NewGuid() });
        await Eventually.BecomesTrueAsync(() => heard.Count >= 3, "what comes next is told");

        heard.Select(h => h.Key).ShouldAllBe(key => key == $"{tenant}.0.message");
        heard.Select(h => $"{h.Body.GetProperty("type")} {h.Body.GetProperty("user_id")} {h.Body.GetProperty("change")} {h.Body.GetProperty("kind")}").ShouldBe(
            [$"message {reader} new job_started", $"message {reader} read ", $"message {reader} new job_started"], "nothing was left to read for all");
        heard.First().Body.GetProperty("message_id").GetGuid().ShouldBe(message.MessageId);
    }

    [Fact]
    public async Task Alert_is_told_to_its_owner_when_its_message_can_be_read()
    {
        var tenant = NotificationsFixture.NewTenant();
        await using var live = await ListenAsync(tenant, out var heard);
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "L-1", 1));
        await Eventually.BecomesTrueAsync(() => heard.Any(h => h.Key.EndsWith(".message", StringComparison.Ordinal)), "the message is told");
        heard.Single(h => h.Key.EndsWith(".message", StringComparison.Ordinal)).Body.GetProperty("user_id").GetInt64().ShouldBe(NotificationsFixture.OwnerOf(tenant).UserId);
    }

    /// <summary>What is told of a tenant from now on.</summary>
    private Task<IConnection> ListenAsync(int tenant, out ConcurrentQueue<(string Key, JsonElement Body)> heard)
    {
        var all = heard = new ConcurrentQueue<(string, JsonElement)>();
        return StartAsync();

        async Task<IConnection> StartAsync()
        {
            var connection = await new ConnectionFactory { Uri = notifications.Broker }.CreateConnectionAsync();
            var channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclareAsync(LivePublisher.Exchange, ExchangeType.Topic, durable: false, autoDelete: false);
            var queue = await channel.QueueDeclareAsync();
            await channel.QueueBindAsync(queue.QueueName, LivePublisher.Exchange, $"{tenant}.#");
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) =>
            {
                all.Enqueue((message.RoutingKey, JsonDocument.Parse(message.Body.ToArray()).RootElement));
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
            return connection;
        }
    }
}
