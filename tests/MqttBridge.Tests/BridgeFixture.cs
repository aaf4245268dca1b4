using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.MqttBridge.Tests;

/// <summary>The bridge beside a stand-in for the broker's management API, with the accounts of <see cref="Accounts"/>.</summary>
public sealed class BridgeFixture : ServiceFixture<Program>
{
    private IConnection connection = null!;
    private IChannel channel = null!;

    public ShiftedTime Time { get; } = new();

    /// <summary>Accounts whose connections were closed at the management API, in order.</summary>
    public ConcurrentQueue<string> Closed { get; } = new();

    protected override string? DatabaseResource => null;

    protected override IEnumerable<(string Key, string Value)> Settings => [("Broker:Management", Stubs.Address)];

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);

    protected override async Task PrepareBrokerAsync()
    {
        Stubs.Snapshot("/internal/devices", [.. Accounts.Devices]);
        Stubs.Snapshot("/internal/tenants", [.. Accounts.Tenants]);
        Stubs.Snapshot("/internal/user-mqtt", [.. Accounts.Users]);
        foreach (var id in Accounts.Devices.Select(d => d.DeviceId).Concat(Accounts.Users.Select(u => $"user_{u.UserId}")))
        {
            Stubs.Answer("DELETE", $"/api/connections/username/{id}", http =>
            {
                Closed.Enqueue(id);
                return http.Request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal) ? Results.NoContent() : Results.Unauthorized();
            });
        }

        connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }

    /// <summary>Publishes as the MQTT plugin does.</summary>
    public async Task PublishAsync(string topic, byte[] payload) => await channel.BasicPublishAsync(
        "amq.topic", topic.Replace('/', '.'), mandatory: false, new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, payload);

    public Task PublishAsync(string topic, string payload) => PublishAsync(topic, Encoding.UTF8.GetBytes(payload));

    /// <summary>A queue that gets what devices would get under that routing key.</summary>
    public async Task<string> BindAsync(string key)
    {
        var queue = (await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: false)).QueueName;
        await channel.QueueBindAsync(queue, "amq.topic", key);
        return queue;
    }

    public async Task<BasicGetResult> NextAsync(string queue) =>
        (await Eventually.BecomesAsync(() => channel.BasicGetAsync(queue, autoAck: true), m => m is not null, "a message comes"))!;

    /// <summary>Asks as the broker does: a form, answered in plain text.</summary>
    public async Task<string> AskAsync(string question, params (string Name, string Value)[] form)
    {
        using var client = CreateClient();
        using var answer = await client.PostAsync($"/broker/{question}", new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : answer.StatusCode.ToString();
    }

    public override async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
