using System.Net;

namespace Platform.Gateway.Door;

/// <summary>Section <c>Door</c>: whom the gateway trusts and what it tells browsers.</summary>
internal sealed class DoorOptions
{
    /// <summary>Origins of other web apps that may call the API and open <c>/ws</c>, such as <c>https://app.example.com</c>.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Addresses of load balancers whose <c>X-Forwarded-*</c> headers count; from everybody else they are dropped.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Further places the web app may connect to (video servers), added to <c>connect-src</c> and <c>media-src</c>.</summary>
    public IList<string> ConnectSources { get; } = [];

    /// <summary>Where weaknesses are reported, a <c>mailto:</c> or <c>https:</c> address; empty means security@ the host that was asked.</summary>
    public string SecurityContact { get; set; } = "";

    /// <summary>How long a resolved API key is believed without asking Identity again, at most 60 s.</summary>
    public int ApiKeyCacheSeconds { get; set; } = 60;

    /// <summary>True for <c>scheme://host[:port]</c> and nothing behind it.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && text == $"{uri.Scheme}://{uri.Authority}";

    /// <summary>Everything that is wrong with the options, each with a valid example.</summary>
    public IEnumerable<string> Errors() =>
    [
        .. AllowedOrigins.Where(o => !IsOrigin(o)).Select(o => $"Door__AllowedOrigins: '{o}' is not an origin; write for example https://app.example.com without a path."),
        .. TrustedProxies.Where(p => !IPAddress.TryParse(p, out _)).Select(p => $"Door__TrustedProxies: '{p}' is not an IP address; write for example 10.0.0.5."),
        .. ConnectSources.Where(s => s.AsSpan().ContainsAny(";, \r\n")).Select(s => $"Door__ConnectSources: '{s}' is not one source; write for example https://video.example.com."),
        .. ApiKeyCacheSeconds is < 1 or > 60 ? [$"Door__ApiKeyCacheSeconds: {ApiKeyCacheSeconds} is out of range; use 1 to 60."] : Array.Empty<string>(),
        .. SecurityContact.Length > 0 && !SecurityContact.StartsWith("mailto:", StringComparison.Ordinal) && !SecurityContact.StartsWith("https://", StringComparison.Ordinal)
            ? ["Door__SecurityContact: write for example mailto:security@example.com."] : Array.Empty<string>(),
    ];
}

/// <summary>
/// Section <c>RateLimits</c>: requests per sliding minute. Counted are <c>/api</c>, <c>/.well-known</c>, <c>/openapi</c> and the opening of <c>/ws</c>;
/// files of the web app, <c>/docs</c>, <c>/status</c>, <c>/health</c> and <c>/alive</c> are not.
/// </summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests per minute of one client address: people, signed in or not, and every credential that is not proven.</summary>
    public int PerAddress { get; set; } = 100;

    /// <summary>Requests per minute of one API key or one device, wherever they come from.</summary>
    public int PerCredential { get; set; } = 600;

    /// <summary>Sockets opened per minute from one client address.</summary>
    public int SocketsPerAddress { get; set; } = 300;

    /// <summary>
    /// Callbacks per minute from one client address, beside its other requests: a provider reports up to three times on each of the messages that all
    /// tenants together send in a burst, and from few addresses.
    /// </summary>
    public int CallbacksPerAddress { get; set; } = 3_000;

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Errors() =>
        from limit in new[] { (nameof(PerAddress), PerAddress), (nameof(PerCredential), PerCredential), (nameof(SocketsPerAddress), SocketsPerAddress), (nameof(CallbacksPerAddress), CallbacksPerAddress) }
        where limit.Item2 is < 1 or > 1_000_000
        select $"RateLimits__{limit.Item1}: {limit.Item2} is out of range; use 1 to 1000000 requests a minute.";
}
