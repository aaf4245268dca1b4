using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Security;

/// <summary>The secret with which this service gets its tokens (<c>ServiceKey</c>, made by the AppHost).</summary>
public sealed class ServiceCredentials
{
    /// <summary>At least 24 random characters; empty means that this service calls no other.</summary>
    public string Key { get; set; } = "";
}

/// <summary>This service's own short-lived token, asked for at Identity and kept until a minute before its end.</summary>
public sealed class ServiceTokens(IHttpClientFactory clients, ServiceName name, IOptions<ServiceCredentials> credentials, TimeProvider time)
{
    internal const string ClientName = "service-token";
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Held? held;

    /// <summary>A token that is good for at least a minute.</summary>
    /// <exception cref="HttpRequestException">Identity does not answer or refuses the key.</exception>
    public async ValueTask<string> GetAsync(CancellationToken ct)
    {
        if (held is { } good && time.GetUtcNow() < good.Until) return good.Token;
        await gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (held is { } other && now < other.Until) return other.Token;
            using var client = clients.CreateClient(ClientName);
            using var response = await client.PostAsJsonAsync("internal/service-token", new ServiceTokenRequest(name.Value, credentials.Value.Key), Json.Options, ct);
            response.EnsureSuccessStatusCode();
            var granted = (await response.Content.ReadFromJsonAsync<ServiceTokenResponse>(Json.Options, ct))!;
            held = new Held(granted.AccessToken, now.AddSeconds(granted.ExpiresIn - 60));
            return granted.AccessToken;
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}

/// <summary>What a service sends to Identity's <c>/internal/service-token</c>.</summary>
public sealed record ServiceTokenRequest(string Service, string Key);

/// <summary>The token and its life in seconds.</summary>
public sealed record ServiceTokenResponse(string AccessToken, int ExpiresIn);

/// <summary>Puts the service's token on outgoing calls.</summary>
internal sealed class ServiceTokenHandler(ServiceTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
