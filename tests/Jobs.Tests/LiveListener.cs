using System.Collections.Concurrent;
using System.Text.Json;
using Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Jobs.Tests;

/// <summary>What browsers of a tenant are sent from now on.</summary>
public sealed class LiveListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Key, JsonElement Body)> heard = new();
    private IConnection connection = null!;

    private LiveListener()
    {
    }

    public static async Task<LiveListener> StartAsync(Uri broker, int tenantId)
    {
        var listener = new LiveListener { connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync() };
        var channel = await listener.connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(LivePublisher.Exchange, ExchangeType.Topic, durable: false, autoDelete: false);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, LivePublisher.Exchange, $"{tenantId}.#");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            listener.heard.Enqueue((message.RoutingKey, JsonDocument.Parse(message.Body.ToArray()).RootElement));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return listener;
    }

    /// <summary>Events about a job so far, in order.</summary>
    public IReadOnlyList<(string Key, JsonElement Body)> Of(TestJob job) => [.. heard.Where(h => h.Body.GetProperty("job_id").GetInt64() == job.Id)];

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
