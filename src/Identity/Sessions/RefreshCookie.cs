namespace Platform.Identity.Sessions;

/// <summary>
/// The refresh token of a browser: no script can read it, it is sent to <c>/api/auth</c> by pages of the own site only, and
/// it opens one route, <c>/api/auth/refresh</c>, which also asks for a header that no form and no foreign page can send.
/// </summary>
internal static class RefreshCookie
{
    public const string Name = "platform_refresh";

    public const string Header = "X-Requested-With";

    public const string HeaderValue = "platform-web";

    /// <summary>The token that the browser sent; null when it has none.</summary>
    public static string? Of(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 } token ? token : null;

    public static bool HasHeader(HttpContext http) => http.Request.Headers[Header].ToString() == HeaderValue;

    /// <summary>Gives the browser the token until the session's end.</summary>
    public static void Set(HttpContext http, IssuedTokens tokens, DateTimeOffset now)
    {
        var options = Options(http);
        options.MaxAge = tokens.SessionEnd - now;
        http.Response.Cookies.Append(Name, tokens.RefreshToken, options);
    }

    /// <summary>Takes the token from the browser, if it sent one.</summary>
    public static void Clear(HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(Name)) http.Response.Cookies.Delete(Name, Options(http));
    }

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = ClientAddress.IsHttps(http),
        Path = "/api/auth",
        IsEssential = true,
    };
}
