using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Identity;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

[Collection(nameof(GatewayCollection))]
public sealed class ApiKeyTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("X-API-Key", "")]
    [InlineData("Authorization", "Bearer ")]
    public async Task Key_is_replaced_by_its_token_before_the_service(string header, string prefix)
    {
        var key = gateway.NewApiKey();
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add(header, prefix + key);
        var seen = (await client.GetFromJsonAsync<Echo>("/api/devices"))!;
        seen.Headers["authorization"].ShouldStartWith("Bearer ey");
        seen.Headers.Values.ShouldNotContain(v => v.Contains(key));
        seen.Headers.ContainsKey("x-api-key").ShouldBeFalse();
    }

    [Fact]
    public async Task Unknown_key_is_answered_with_401_also_beside_a_good_token()
    {
        using var client = gateway.Client("owner", 3);
        client.DefaultRequestHeaders.Add("X-API-Key", "pk_0123456789abcdef0123456789abcdef");
        using var answer = await client.GetAsync("/api/devices");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
    }

    [Fact]
    public async Task Revoked_key_is_forgotten_at_once()
    {
        var key = gateway.NewApiKey();
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-API-Key", key);
        for (var i = 0; i < 5; i++) (await client.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.KeyQuestions[key].ShouldBe(1);

        gateway.ApiKeys.TryRemove(key, out var id);
        await gateway.Bus.PublishAsync(new ApiKeyRevoked(id, 3, DateTimeOffset.UtcNow));
        await Eventually.BecomesTrueAsync(async () => (await client.GetAsync("/api/devices")).StatusCode == HttpStatusCode.Unauthorized, "the key is refused", TimeSpan.FromSeconds(15));
        gateway.KeyQuestions[key].ShouldBe(2);
    }

    [Fact]
    public async Task Key_stays_out_of_what_is_for_people()
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-API-Key", gateway.NewApiKey());
        (await client.GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/api/pits/1/sensors/latest")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
