using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Http;
using RabbitMQ.Client;

namespace Platform.Messaging;

/// <summary>
/// Sends what open browsers should see at once. Best effort by design: transient messages on a transient exchange, no
/// confirms; who was not connected reads the state over HTTP. Call it after the commit.
/// </summary>
public sealed partial class LivePublisher(BrokerConnection broker, TimeProvider time, ILogger<LivePublisher> logger)
{
    /// <summary>Topic exchange; routing keys are <c>{tenant_id}.{pit_id or 0}.{type}</c>.</summary>
    public const string Exchange = "live";

    private static readonly BasicProperties Transient = new() { ContentType = "application/json", DeliveryMode = DeliveryModes.Transient };
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private IChannel? channel;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Publishes <paramref name="body"/> as JSON; while the broker is away it is dropped.</summary>
    /// <param name="tenantId">Whose users may see it.</param>
    /// <param name="pitId">The pit, null when it belongs to none.</param>
    /// <param name="type">The <c>type</c> of the event, such as <c>device_status</c>.</param>
    /// <param name="body">What the browser gets.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task PublishAsync(int tenantId, int? pitId, string type, object body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(body);
        return PublishAsync(tenantId, pitId, type, JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json.Options), ct);
    }

    /// <summary>The same with JSON that was written already.</summary>
    public async Task PublishAsync(int tenantId, int? pitId, string type, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{tenantId}.{pitId ?? 0}.{type}");
        await gate.WaitAsync(ct);
        try
        {
            if (channel is not { IsOpen: true })
            {
                if (time.GetUtcNow() < notBefore) return;
                if (channel is not null) await channel.DisposeAsync();
                channel = null;
                channel = await broker.OpenPublishingChannelAsync(options: null, ct);
                await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: false, autoDelete: false, cancellationToken: ct);
            }

            await channel.BasicPublishAsync(Exchange, key, mandatory: false, Transient, json, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            notBefore = time.GetUtcNow() + RetryAfter;
            LogNotSent(exception.Message);
        }
        finally
        {
            gate.Release();
        }
    }

    [LoggerMessage(2501, LogLevel.Information, "Live updates are dropped while the broker is away: {Problem}")]
    private partial void LogNotSent(string problem);
}
