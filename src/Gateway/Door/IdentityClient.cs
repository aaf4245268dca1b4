using System.Net;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Door;

/// <summary>What the gateway asks Identity, with its own service token.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    /// <summary>The token that stands for an API key towards the services; null when there is no such key.</summary>
    public async Task<ResolvedApiKey?> ResolveAsync(string key, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync("internal/api-keys/resolve", new ResolveApiKey(key), Json.Options, ct);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ResolvedApiKey>(Json.Options, ct);
    }

    /// <summary>A page of the sessions ended within the last 16 minutes, longer than any token lives.</summary>
    public async Task<Page<RevokedSession>> RevokedSessionsAsync(string? cursor, CancellationToken ct) =>
        (await http.GetFromJsonAsync<Page<RevokedSession>>(
            cursor is null ? "internal/revoked-sessions?limit=1000" : $"internal/revoked-sessions?limit=1000&after={Uri.EscapeDataString(cursor)}", Json.Options, ct))!;
}

/// <summary>The body of the question.</summary>
internal sealed record ResolveApiKey(string Key);

/// <summary>Identity's answer for a key that is good.</summary>
internal sealed record ResolvedApiKey(string AccessToken, int ExpiresIn, Guid ApiKeyId);

/// <summary>A session that ended before its time.</summary>
internal sealed record RevokedSession(Guid SessionId, DateTimeOffset RevokedAt);
