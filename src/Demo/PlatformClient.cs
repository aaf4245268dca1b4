using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Platform.ServiceDefaults.Http;

namespace Platform.Demo;

/// <summary>Something did not go as the API promises.</summary>
internal sealed class PlatformException(string message) : Exception(message);

/// <summary>
/// The platform's HTTP API, spoken to service by service: the gateway's limit of requests per person would make a
/// thousand devices take ten minutes.
/// </summary>
internal sealed class PlatformClient(IConfiguration configuration) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<(string Username, string Password), string> tokens = [];
    private readonly Dictionary<string, string> addresses = new(StringComparer.Ordinal)
    {
        ["identity"] = AddressOf(configuration, "identity"),
        ["registry"] = AddressOf(configuration, "registry"),
        ["licensing"] = AddressOf(configuration, "licensing"),
        ["jobs"] = AddressOf(configuration, "jobs"),
        ["telemetry"] = AddressOf(configuration, "telemetry"),
        ["notifications"] = AddressOf(configuration, "notifications"),
    };

    /// <summary>Signs in once; the access token. A password is hashed with each sign-in, and a dozen of them would be felt at the start.</summary>
    public async Task<string> SignInAsync(string username, string password)
    {
        if (!tokens.TryGetValue((username, password), out var token))
            tokens[(username, password)] = token = (await SendAsync(HttpMethod.Post, "identity", "/api/auth/login", token: null, new { username, password })).GetProperty("access_token").GetString()!;
        return token;
    }

    /// <summary>Sends a request that must succeed; its JSON.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string service, string path, string? token, object? body = null, string? idempotencyKey = null)
    {
        var (status, json) = await TrySendAsync(method, service, path, token, body, idempotencyKey);
        return (int)status is >= 200 and < 300 ? json : throw new PlatformException($"{method} {path} answered {(int)status}: {json}");
    }

    /// <summary>Sends a request; its status and JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> TrySendAsync(
        HttpMethod method, string service, string path, string? token, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, addresses[service].TrimEnd('/') + path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null) request.Content = JsonContent.Create(body, options: Json.Options);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }

    /// <summary>Reads a file that is not JSON.</summary>
    public async Task<string> ReadAsync(string service, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, addresses[service].TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new PlatformException($"GET {path} answered {(int)response.StatusCode}: {text}");
    }

    public void Dispose() => http.Dispose();

    private static string AddressOf(IConfiguration configuration, string service) => OutgoingHttp.AddressOf(configuration, service).ToString();
}
