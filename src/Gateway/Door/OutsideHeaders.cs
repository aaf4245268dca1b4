using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;

namespace Platform.Gateway.Door;

/// <summary>
/// Drops what only the platform itself may say: a service must be able to believe these headers. Also takes the token of
/// <c>/ws?token=</c> out of the address before anything can write the address down. Cookies go to <c>/api/auth</c> only:
/// nothing else may come to depend on what a browser sends by itself.
/// </summary>
internal sealed class OutsideHeaders(RequestDelegate next)
{
    private static readonly string[] Prefixes =
    [
        "X-Forwarded", "X-Tenant", "X-User", "X-Original", "X-Rewrite", "X-Real-", "X-Client-", "X-Remote-", "X-Auth", "X-Role", "X-Caller", "X-Internal", "X-Service", "X-Device",
    ];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Forwarded", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "X-Cluster-Client-IP", "X-ProxyUser-IP",
        "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Host", "Proxy", "Via",
    };

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (!http.Request.Path.StartsWithSegments("/api/auth", StringComparison.OrdinalIgnoreCase)) headers.Remove(HeaderNames.Cookie);
        foreach (var name in headers.Keys.Where(IsOurs).ToArray()) headers.Remove(name);
        if (http.Request.Path.StartsWithSegments("/ws", StringComparison.OrdinalIgnoreCase) && http.Request.Query.TryGetValue("token", out var token))
        {
            http.Features.Set(new QueryToken(token.ToString()));
            http.Request.QueryString = new QueryBuilder(http.Request.Query.Where(q => q.Key != "token")).ToQueryString();
        }

        return next(http);
    }

    private static bool IsOurs(string name) => Names.Contains(name) || Prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The token that came in the address of <c>/ws</c>.</summary>
internal sealed record QueryToken(string Value);
