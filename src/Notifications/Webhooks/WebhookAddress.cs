using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Platform.Notifications.Webhooks;

/// <summary>
/// Which addresses a webhook may lead to (SSRF): HTTPS on the public internet. Names are resolved when the connection is
/// made and that very address is connected to, so that a name that changes in between leads nowhere else.
/// </summary>
internal static class WebhookAddress
{
    public const int MaxLength = 500;

    private static readonly IPNetwork[] Closed =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/96"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("100::/64"), IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>What is wrong with an address as it was written; null when nothing is.</summary>
    /// <param name="url">As the owner gives it.</param>
    /// <param name="allowed">Networks that the operator opened, for development.</param>
    public static string? ProblemOf(string? url, IReadOnlyList<IPNetwork> allowed)
    {
        if (url is null || url.Length > MaxLength || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return $"must be an address such as https://example.com/hooks, of at most {MaxLength} characters";
        var isOpened = allowed.Count > 0;
        if (address.Scheme != Uri.UriSchemeHttps && !(isOpened && address.Scheme == Uri.UriSchemeHttp)) return "must begin with https://";
        if (address.UserInfo.Length > 0) return "must not hold a user name or password";
        // Uri has turned decimal, octal and hexadecimal forms into plain ones.
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal)) return MayConnect(literal, allowed) ? null : "must not lead into a private network";
        var host = address.IdnHost;
        return !isOpened && (!host.Contains('.', StringComparison.Ordinal) || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            ? "must be a public name" : null;
    }

    /// <summary>Whether this very address may be connected to.</summary>
    public static bool MayConnect(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(n => n.Contains(plain)) || !Closed.Any(n => n.Contains(plain));
    }

    /// <summary>What connects to addresses that tenants gave: no proxy, no redirects, no cookies, and only where <see cref="MayConnect"/> allows.</summary>
    public static HttpMessageHandler Handler(IServiceProvider provider)
    {
        var allowed = provider.GetRequiredService<IOptions<WebhookOptions>>().Value.Networks;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, allowed, ct),
        };
    }

    /// <summary>Resolves, checks and connects; the handler's connections are made by this and nothing else.</summary>
    /// <exception cref="WebhookAddressException">None of the name's addresses may be connected to.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, IReadOnlyList<IPNetwork> allowed, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(endPoint.Host, ct);
        var open = addresses.Where(a => MayConnect(a, allowed)).ToArray();
        if (open.Length == 0) throw new WebhookAddressException("The address leads into a private network.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, endPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A webhook's name leads where it must not.</summary>
internal sealed class WebhookAddressException(string message) : IOException(message);
