using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;
using Platform.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.DeviceRegistry.Tests;

/// <summary>Controllers as they are after somebody claimed them, and what they say.</summary>
internal static class Controllers
{
    private static int last;

    /// <summary>Adds a device that the workshop claimed, with an active license; online unless said otherwise.</summary>
    public static async Task<string> AddControllerAsync(this RegistryFixture registry, string type = "4Relay", int? tenantId = RegistryFixture.Workshop, bool online = true)
    {
        var id = $"T{Interlocked.Increment(ref last):X6}";
        var now = registry.Time.GetUtcNow();
        await registry.InTransactionAsync(async transaction =>
        {
            await DeviceStore.AddAsync(transaction, id, id, type, tenantId, pitId: null, tenantId is null ? "available" : "active", "1.0.0", new string('0', 64), "user:1", now);
            await transaction.Connection!.ExecuteAsync("""
                update devices set license_status = 'active', claimed_at = case when tenant_id is not null then @now end, owned_since = case when tenant_id is not null then @now end
                where device_id = @id
                """, new { id, now }, transaction);
        });
        if (online) await registry.ReportAsync(id, r => r with { Firmware = "1.0.0", State = """{"25":"off","26":"off"}""", ConfigVersion = 0, SchedulesVersion = 0 });
        return id;
    }

    /// <summary>The device says something, <c>online</c> when nothing else is given, and the registry has taken it.</summary>
    public static async Task ReportAsync(this RegistryFixture registry, string deviceId, Func<DeviceStatusReported, DeviceStatusReported> with)
    {
        var id = Guid.NewGuid();
        await registry.Bus.PublishAsync(with(new DeviceStatusReported(deviceId, "online", null, null, null, null, registry.Time.GetUtcNow())), id);
        await Eventually.BecomesTrueAsync(
            async () => await registry.ScalarAsync<bool>("select exists (select 1 from inbox_messages where consumer = 'status-reported' and message_id = @id)", new { id }), "the report is taken");
    }

    /// <summary>Shares the device with a user.</summary>
    public static Task ShareAsync(this RegistryFixture registry, string deviceId, long userId, string level) => registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
        insert into device_shares (device_number, user_id, level, name, granted_by, since)
        select device_number, @userId, @level, 'Grandma', 'user:1', now() from devices where device_id = @deviceId
        """, new { deviceId, userId, level }, transaction));

    /// <summary>Gives the device a command that is taken; the command's id.</summary>
    public static async Task<Guid> GiveAsync(this HttpClient client, string deviceId, object body)
    {
        using var answer = await client.PostAsJsonAsync($"/api/devices/{deviceId}/control", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var given = await answer.Content.ReadFromJsonAsync<JsonElement>();
        given.GetProperty("status").GetString().ShouldBe("queued");
        answer.Headers.Location!.ToString().ShouldBe($"/api/commands/{given.GetProperty("command_id").GetString()}");
        return given.GetProperty("command_id").GetGuid();
    }

    /// <summary>Waits until a command is in that state.</summary>
    public static Task<IReadOnlyList<CommandSeen>> CommandBecomesAsync(this RegistryFixture registry, string deviceId, Guid commandId, string status) =>
        registry.CommandsBecomeAsync(deviceId, all => all.Any(c => c.CommandId == commandId && c.Status == status), $"the command is {status}");
}

/// <summary>What open browsers of a tenant would hear.</summary>
internal sealed class LiveEvents : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonElement> heard = new();
    private IConnection? connection;

    public static async Task<LiveEvents> ListenAsync(RegistryFixture registry, int tenantId = RegistryFixture.Workshop)
    {
        var events = new LiveEvents { connection = await new ConnectionFactory { Uri = registry.Broker }.CreateConnectionAsync() };
        var channel = await events.connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(LivePublisher.Exchange, ExchangeType.Topic, durable: false, autoDelete: false);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, LivePublisher.Exchange, $"{tenantId}.#");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            events.heard.Enqueue(JsonDocument.Parse(message.Body.ToArray()).RootElement);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return events;
    }

    /// <summary>All of that type and device so far.</summary>
    public IReadOnlyList<JsonElement> Of(string type, string deviceId) =>
        [.. heard.Where(e => e.GetProperty("type").GetString() == type && e.GetProperty("device_id").GetString() == deviceId)];

    /// <summary>The first one that fits, waiting for it if need be.</summary>
    public async Task<JsonElement> FirstAsync(string type, string deviceId, Func<JsonElement, bool>? fits = null) =>
        (await Eventually.BecomesAsync(() => Task.FromResult(Of(type, deviceId).Where(e => fits?.Invoke(e) ?? true).Take(1).ToArray()), e => e.Length == 1, $"{type} is heard"))[0];

    public async ValueTask DisposeAsync() => await connection!.DisposeAsync();
}
