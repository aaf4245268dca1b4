using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Gateway.Door;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>A gateway of its own, because its broker connections are cut.</summary>
public sealed class BrokerLossTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Events_flow_again_after_the_broker_connections_were_cut()
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", 501));
        await gateway.BoundAsync(501);
        var session = Guid.NewGuid();
        gateway.EndedSessions[session] = DateTimeOffset.UtcNow;
        (await CutConnectionsAsync()).ShouldBeGreaterThanOrEqualTo(3);

        var value = 0;
        await Eventually.BecomesTrueAsync(async () =>
        {
            await gateway.PublishLiveAsync(501, 1, "d1", ++value);
            return (await socket.UntilPongAsync()).Count > 0;
        }, "events flow again");

        // What was said while the queue was gone is read from Identity.
        await Eventually.BecomesTrueAsync(() => gateway.Services.GetRequiredService<RevokedSessions>().Contains(session), "the ended session is known");
    }

    private async Task<int> CutConnectionsAsync()
    {
        var management = new Uri(Environment.GetEnvironmentVariable("TEST_RABBITMQ_MANAGEMENT")!);
        using var http = new HttpClient { BaseAddress = new Uri(management.GetLeftPart(UriPartial.Authority)) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(management.UserInfo)));
        var names = await Eventually.BecomesAsync(
            async () => (await http.GetFromJsonAsync<JsonElement>($"api/vhosts/{gateway.VirtualHost}/connections")).EnumerateArray().Select(c => c.GetProperty("name").GetString()!).ToList(),
            found => found.Count >= 3, "the management knows the connections");
        foreach (var name in names) await http.DeleteAsync($"api/connections/{Uri.EscapeDataString(name)}");
        return names.Count;
    }
}
