using System.Net;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

/// <summary>A service's own token.</summary>
public sealed class ServiceTokenTests
{
    private readonly FixedTime time = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly FakeIdentity identity = new();
    private readonly ServiceTokens tokens;

    public ServiceTokenTests() => tokens = new ServiceTokens(identity, new ServiceName("billing"), Options.Create(new ServiceCredentials { Key = "key" }), time);

    [Fact]
    public async Task Token_is_kept_until_a_minute_before_its_end()
    {
        (await tokens.GetAsync(default)).ShouldBe("token-1");
        time.Advance(TimeSpan.FromSeconds(239));
        (await tokens.GetAsync(default)).ShouldBe("token-1");
        time.Advance(TimeSpan.FromSeconds(1));
        (await tokens.GetAsync(default)).ShouldBe("token-2");
    }

    [Fact]
    public async Task Many_at_once_ask_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await tokens.GetAsync(default))));

        all.ShouldAllBe(t => t == "token-1");
        identity.TokenCalls.ShouldBe(1);
    }

    [Fact]
    public async Task Refusal_is_an_error_and_the_next_call_asks_again()
    {
        identity.Failure = HttpStatusCode.Unauthorized;
        await Should.ThrowAsync<HttpRequestException>(async () => await tokens.GetAsync(default));

        identity.Failure = null;
        (await tokens.GetAsync(default)).ShouldBe("token-2");
    }

    [Fact]
    public async Task Token_goes_out_with_each_call()
    {
        string? sent = null;
        using var handler = new ServiceTokenHandler(tokens) { InnerHandler = new Sink(request => sent = request.Headers.Authorization?.ToString()) };
        using var http = new HttpClient(handler);

        using var answer = await http.GetAsync("http://far/");

        sent.ShouldBe("Bearer token-1");
    }

    private sealed class Sink(Action<HttpRequestMessage> see) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            see(request);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
