using System.Diagnostics.Metrics;
using System.Text;
using Platform.DeviceProtocol;
using Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.MqttBridge.Heartbeats;

/// <summary>
/// Takes what controllers send that may be lost: heartbeats and logs. Their queues are bounded and forget after a minute,
/// so nothing is acknowledged one by one. Replicas share them.
/// </summary>
internal sealed partial class HeartbeatIntake(BrokerConnection broker, HeartbeatLog log, TimeProvider time, ILogger<HeartbeatIntake> logger) : BackgroundService
{
    private const string Heartbeats = "bridge.heartbeats", Logs = "bridge.logs";
    private const int MaxHeartbeatBytes = 1024, MaxLogBytes = 4096;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly Meter Meter = new("Platform.MqttBridge");
    private static readonly Counter<long> Taken = Meter.CreateCounter<long>("platform.controllers.messages", "{message}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(exception.Message);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await broker.OpenChannelAsync(options: null, ct);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            ended.TrySetException(new IOException(reason.ToString()));
            return Task.CompletedTask;
        };
        await FollowAsync(channel, Heartbeats, "devices.*.heartbeat", 20_000, OnHeartbeat, ended, ct);
        await FollowAsync(channel, Logs, "admin.devices.*.logs", 5_000, OnLog, ended, ct);
        await ended.Task.WaitAsync(ct);
    }

    private static async Task FollowAsync(
        IChannel channel, string queue, string topic, int length, Action<string, ReadOnlyMemory<byte>> take, TaskCompletionSource ended, CancellationToken ct)
    {
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "classic",
            ["x-max-length"] = length,
            ["x-overflow"] = "drop-head",
            ["x-message-ttl"] = 60_000,
        }, cancellationToken: ct);
        await channel.QueueBindAsync(queue, BrokerAuth.BrokerAuthorizer.MqttExchange, topic, cancellationToken: ct);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            take(delivery.RoutingKey, delivery.Body);
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) =>
        {
            ended.TrySetException(new IOException($"The broker ended the consumer of {queue}."));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, ct);
    }

    /// <summary>That it came is what counts; what is in it is the device's own business.</summary>
    private void OnHeartbeat(string routingKey, ReadOnlyMemory<byte> body)
    {
        var topic = DeviceTopic.Parse(routingKey);
        var isTaken = topic.Kind == TopicKind.ControllerHeartbeat && body.Length <= MaxHeartbeatBytes;
        Taken.Add(1, new("kind", "heartbeat"), new KeyValuePair<string, object?>("taken", isTaken));
        if (isTaken) log.Note(topic.Subject.ToString(), time.GetUtcNow());
    }

    private void OnLog(string routingKey, ReadOnlyMemory<byte> body)
    {
        var topic = DeviceTopic.Parse(routingKey);
        var isTaken = topic.Kind == TopicKind.ControllerLogs && body.Length <= MaxLogBytes;
        Taken.Add(1, new("kind", "log"), new KeyValuePair<string, object?>("taken", isTaken));
        if (isTaken && logger.IsEnabled(LogLevel.Debug)) LogOfDevice(topic.Subject.ToString(), Encoding.UTF8.GetString(body.Span));
    }

    [LoggerMessage(4401, LogLevel.Warning, "Heartbeats are interrupted and start again: {Problem}")]
    private partial void LogInterrupted(string problem);

    [LoggerMessage(4402, LogLevel.Debug, "{DeviceId} says: {Line}")]
    private partial void LogOfDevice(string deviceId, string line);
}
