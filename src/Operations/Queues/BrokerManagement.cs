using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.ServiceDefaults.Http;

namespace Platform.Operations.Queues;

/// <summary>
/// RabbitMQ's management API, read only. The platform's broker keeps no statistics (they cost a tenth of its throughput), but
/// counts its queues when it is asked to; a broker that keeps them also knows rates and the time of the first message.
/// </summary>
internal sealed class BrokerManagement(HttpClient http, BrokerAccount account)
{
    private const string CountedNow = "disable_stats=true&enable_queue_totals=true";

    /// <summary>Whether the broker keeps statistics.</summary>
    public async Task<bool> HasStatisticsAsync(CancellationToken ct) =>
        (await http.GetFromJsonAsync<Overview>("api/overview?columns=disable_stats", Json.Options, ct))?.DisableStats == false;

    /// <summary>All queues of the platform's virtual host with what is in them now.</summary>
    public async Task<IReadOnlyList<CountedQueue>> QueuesAsync(CancellationToken ct) =>
        await http.GetFromJsonAsync<CountedQueue[]>($"api/queues/{account.VirtualHost}?{CountedNow}", Json.Options, ct) ?? [];

    /// <summary>What the broker's statistics say of the queues, by name; a few seconds old.</summary>
    public async Task<IReadOnlyDictionary<string, QueueStatistics>> StatisticsAsync(CancellationToken ct) =>
        (await http.GetFromJsonAsync<QueueStatistics[]>($"api/queues/{account.VirtualHost}", Json.Options, ct) ?? []).ToDictionary(q => q.Name, StringComparer.Ordinal);

    /// <summary>Connections of devices and workshops: all that are not the services' own. Both kinds speak MQTT only.</summary>
    public async Task<int> MqttConnectionsAsync(CancellationToken ct) =>
        (await http.GetFromJsonAsync<Connection[]>("api/connections?disable_stats=true&columns=user", Json.Options, ct) ?? []).Count(c => c.User != account.UserName);

    private sealed record Overview(bool DisableStats);

    private sealed record Connection(string? User);
}

/// <summary>Whose account the services use at the broker, and on which virtual host (escaped for addresses).</summary>
internal sealed record BrokerAccount(string UserName, string VirtualHost);

/// <summary>A queue as the broker counts it.</summary>
internal sealed record CountedQueue(string Name, string Type, bool? Exclusive, long? MessagesReady, long? MessagesUnacknowledged);

/// <summary>A queue as the broker's statistics have it.</summary>
internal sealed record QueueStatistics(string Name, MessageStatistics? MessageStats, JsonElement HeadMessageTimestamp)
{
    /// <summary>When the first message was published, if its publisher said so; the broker writes an empty text otherwise.</summary>
    [JsonIgnore]
    public DateTimeOffset? HeadAt => HeadMessageTimestamp.ValueKind == JsonValueKind.Number && HeadMessageTimestamp.TryGetInt64(out var seconds)
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;
}

/// <summary>Rates of a queue.</summary>
internal sealed record MessageStatistics(Rate? PublishDetails, Rate? DeliverGetDetails);

/// <summary>Messages a second.</summary>
internal sealed record Rate([property: JsonPropertyName("rate")] double PerSecond);
