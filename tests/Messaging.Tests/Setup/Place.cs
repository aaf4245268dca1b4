using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Platform.Messaging.Tests;

/// <summary>A database and a virtual host of one test's own.</summary>
internal sealed class Place : IAsyncDisposable
{
    private static readonly HttpClient Management = CreateManagement();
    private readonly string name = $"test_{Guid.NewGuid():N}"[..20];

    public string Database { get; private set; } = "";

    public Uri Broker { get; private set; } = null!;

    public static async Task<Place> CreateAsync()
    {
        var place = new Place();
        place.Database = await TestServers.Current.CreateDatabaseAsync(place.name);
        place.Broker = await TestServers.Current.CreateVirtualHostAsync(place.name);
        return place;
    }

    /// <summary>What the broker says about a queue, null when there is none.</summary>
    public async Task<JsonElement?> QueueAsync(string queue)
    {
        using var answer = await Management.GetAsync($"api/queues/{name}/{queue}");
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()) : null;
    }

    /// <summary>Messages in a queue, those that are being handled included; null while the broker has not counted them yet.</summary>
    public async Task<int?> DepthAsync(string queue) =>
        (await QueueAsync(queue))?.TryGetProperty("messages", out var count) == true ? count.GetInt32() : null;

    public async Task<JsonElement> QueuesAsync() => JsonSerializer.Deserialize<JsonElement>(await Management.GetStringAsync($"api/queues/{name}"));

    /// <summary>The oldest message of a queue, left there.</summary>
    public async Task<JsonElement> PeekAsync(string queue)
    {
        using var answer = await Management.PostAsync($"api/queues/{name}/{queue}/get", new StringContent(
            """{"count":1,"ackmode":"reject_requeue_true","encoding":"auto"}""", Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync())[0];
    }

    public async ValueTask DisposeAsync()
    {
        await TestServers.Current.DeleteVirtualHostAsync(name);
        await TestServers.Current.DropDatabaseAsync(name);
    }

    private static HttpClient CreateManagement()
    {
        var address = new Uri(Environment.GetEnvironmentVariable("TEST_RABBITMQ_MANAGEMENT")!);
        var client = new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(address.UserInfo)));
        return client;
    }
}
