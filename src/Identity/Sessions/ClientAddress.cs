using System.Net;
using System.Net.Sockets;

namespace Platform.Identity.Sessions;

/// <summary>
/// The client's address. The gateway removes foreign forwarding headers and writes its own, so the last entry of
/// <c>X-Forwarded-For</c> is what the gateway saw; it is believed only from a peer in the private network.
/// </summary>
internal static class ClientAddress
{
    public static string Of(HttpContext http)
    {
        var peer = http.Connection.RemoteIpAddress;
        var forwarded = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return IsOurs(peer) && IPAddress.TryParse(forwarded, out var client) ? NetworkOf(client) : NetworkOf(peer ?? IPAddress.Loopback);
    }

    /// <summary>True when the client's own connection, to the gateway or a load balancer before it, is HTTPS.</summary>
    public static bool IsHttps(HttpContext http) =>
        http.Request.IsHttps
        || (IsOurs(http.Connection.RemoteIpAddress) && http.Request.Headers["X-Forwarded-Proto"].ToString().Equals("https", StringComparison.OrdinalIgnoreCase));

    /// <summary>The address itself; of IPv6 the /64, which is what one customer has.</summary>
    internal static string NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork || IPAddress.IsLoopback(address)
            ? address.ToString()
            : $"{new IPAddress([.. address.GetAddressBytes().Take(8), 0, 0, 0, 0, 0, 0, 0, 0])}/64";
    }

    private static bool IsOurs(IPAddress? peer) => peer is null || IsPrivate(peer);

    internal static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return true;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..]
            : address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
    }
}
