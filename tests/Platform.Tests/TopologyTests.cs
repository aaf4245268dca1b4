using System.Net;
using System.Text.Json;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>The suite as it stands after its start.</summary>
public sealed class TopologyTests(SuiteFixture suite)
{
    /// <summary>A queue that is missing when its event is first published is an event lost: MassTransit publishes to fan-out exchanges.</summary>
    [Theory]
    [InlineData("telemetry.readings.0")]
    [InlineData("bridge.status")]
    [InlineData("unrouted")]
    [InlineData("dead-letters")]
    [InlineData("mqtt-bridge-command-delivery")]
    [InlineData("mqtt-bridge-cut-off")]
    [InlineData("mqtt-bridge-mirror")]
    [InlineData("registry-status-reported")]
    [InlineData("notifications-mail-requested")]
    [InlineData("notifications-webhook")]
    [InlineData("notifications-message-requested")]
    [InlineData("notifications-threshold")]
    [InlineData("telemetry-silence")]
    [InlineData("bridge.heartbeats")]
    [InlineData("bridge.logs")]
    [InlineData("registry-command-sent")]
    [InlineData("registry-devices-seen")]
    [InlineData("registry-device-disobeyed")]
    [InlineData("registry-license-violation")]
    public async Task Queue_of_every_consumer_exists(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(suite.Suite.GetConnectionString("messaging")) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        (await channel.QueueDeclarePassiveAsync(queue)).QueueName.ShouldBe(queue);
    }

    [Fact]
    public async Task Nothing_is_dead_lettered_by_a_healthy_suite()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(suite.Suite.GetConnectionString("messaging")) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        (await channel.QueueDeclarePassiveAsync("dead-letters")).MessageCount.ShouldBe(0u);
    }

    [Fact]
    public async Task Gateway_serves_the_documents_of_all_services_over_https_with_the_local_authority()
    {
        var authority = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(Path.Combine(suite.Suite.Folder, "certs/ca.pem"));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            chain!.ChainPolicy.TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck;
            return chain.Build((System.Security.Cryptography.X509Certificates.X509Certificate2)certificate!);
        };
        using var http = new HttpClient(handler) { BaseAddress = suite.Suite.GetEndpoint("gateway", "https") };

        var index = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/openapi"));

        foreach (var service in new[] { "identity", "registry", "licensing", "telemetry", "operations", "notifications" })
        {
            index.ToString().ShouldContain($"/openapi/{service}.json");
            JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync($"/openapi/{service}.json")).GetProperty("paths").EnumerateObject().ShouldNotBeEmpty();
        }

        (await http.GetAsync("/docs/index.html")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
