using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging;
using Platform.Operations.Tests;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;
using RabbitMQ.Client;

[assembly: AssemblyFixture(typeof(OperationsFixture))]

namespace Platform.Operations.Tests;

/// <summary>The service on a real broker, with a stand-in for each of the services that it asks.</summary>
public class OperationsFixture : ServiceFixture<Program>
{
    public static readonly DateTimeOffset Started = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Others = ["gateway", "registry", "licensing", "telemetry", "mqtt-bridge", "notifications", "jobs"];
    private readonly Dictionary<string, StubServices> others = Others.ToDictionary(n => n, _ => new StubServices());
    private IConnection connection = null!;

    public IChannel Channel { get; private set; } = null!;

    protected override string? DatabaseResource => null;

    protected override IReadOnlyList<string> CalledServices => ["identity"];

    protected virtual string Management => new Uri(Environment.GetEnvironmentVariable("TEST_RABBITMQ_MANAGEMENT")!).GetLeftPart(UriPartial.Authority);

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        .. others.Select(o => ($"services:{o.Key}:http:0", o.Value.Address)),
        ("Broker:Management", Management), ("Operations:DataFolder", Path.GetTempPath()),
    ];

    /// <summary>The stand-in of that service.</summary>
    public StubServices Stub(string service) => service == "identity" ? Stubs : others[service];

    /// <summary>Lets a service say how it is.</summary>
    public void IsHealthy(string service, params (string Check, string Status)[] checks) => Stub(service).Answer("GET", "/health", http =>
    {
        var worst = checks.Any(c => c.Status == "unhealthy") ? "unhealthy" : checks.Any(c => c.Status == "degraded") ? "degraded" : "healthy";
        var process = http.Request.Headers.Authorization == "Bearer stub" ? new ProcessAnswer(service, "1.2.3", Started, 60, 100_000_000) : null;
        return Results.Json(
            new HealthAnswer(worst, checks.ToDictionary(c => c.Check, c => new HealthCheckAnswer(c.Status, c.Status == "healthy" ? null : "It is away.", 1)), process),
            Json.Options, statusCode: worst == "unhealthy" ? 503 : 200);
    });

    public async Task<JsonElement> GetAsync(string path)
    {
        using var client = ClientOf(Roles.Admin);
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body)
    {
        using var client = ClientOf(Roles.Admin, userId: 7);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    protected override async Task PrepareBrokerAsync()
    {
        foreach (var stub in others.Values) await stub.StartAsync();
        foreach (var service in Others.Append("identity")) IsHealthy(service);
        foreach (var service in new[] { "identity", "registry", "licensing", "telemetry" }) HoldsOutbox(service, 0, null);
        Stub("telemetry").Answer("GET", "/internal/figures", _ => Results.Json(new { accepted = 0, refused = 0, rejected = 0 }));
        Stub("registry").Answer("GET", "/internal/figures", _ => Results.Json(new { devices = 20, online = 15 }));
        connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();
        Channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }

    public void HoldsOutbox(string service, long waiting, double? oldest) => Stub(service).Answer("GET", "/internal/storage", http =>
        http.Request.Headers.Authorization == "Bearer stub"
            ? Results.Json(new StorageAnswer($"{service}-db", 1000, [new TableSize("things", 500, 3)], new OutboxState(waiting, oldest, 0)), Json.Options)
            : Results.Unauthorized());

    public override async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        await base.DisposeAsync();
        foreach (var stub in others.Values) await stub.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
