using System.Globalization;
using Platform.Identity.Sessions;

namespace Platform.Identity.Tests;

/// <summary>What a browser does with the cookie: keeps it, sends it to <c>/api/auth</c>, drops it when told.</summary>
internal sealed class Browser(IdentityFixture identity, string? cookie = null)
{
    /// <summary>The refresh token that the browser holds; null when it has none.</summary>
    public string? Cookie { get; private set; } = cookie;

    /// <summary>The last <c>Set-Cookie</c> of the platform, with its attributes.</summary>
    public string? LastSetCookie { get; private set; }

    /// <summary>For how many seconds the browser keeps it.</summary>
    public int MaxAge => int.Parse(LastSetCookie!.Split("; ").Single(a => a.StartsWith("max-age=", StringComparison.Ordinal))["max-age=".Length..], CultureInfo.InvariantCulture);

    public Task<HttpResponseMessage> LoginAsync(string username, string password, string from, string? scheme = null) =>
        SendAsync(HttpMethod.Post, "/api/auth/login", new { username, password, use_cookie = true }, headers: [("X-Forwarded-For", from), ("X-Forwarded-Proto", scheme)]);

    public Task<HttpResponseMessage> RefreshAsync(object? body = null, string? header = RefreshCookie.HeaderValue) =>
        SendAsync(HttpMethod.Post, "/api/auth/refresh", body, headers: (RefreshCookie.Header, header));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? token = null, params (string Name, string? Value)[] headers)
    {
        using var client = identity.CreateClient(new() { HandleCookies = false });
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (Cookie is not null) request.Headers.Add("Cookie", $"theme=dark; {RefreshCookie.Name}={Cookie}");
        foreach (var (name, value) in headers.Where(h => h.Value is not null)) request.Headers.Add(name, value);
        var response = await client.SendAsync(request);
        if (!response.Headers.TryGetValues("Set-Cookie", out var set)) return response;
        LastSetCookie = set.ShouldHaveSingleItem();
        var held = LastSetCookie.Split(';')[0].Split('=', 2)[1];
        Cookie = held.Length == 0 ? null : held;
        return response;
    }
}
