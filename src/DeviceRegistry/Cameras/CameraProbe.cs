using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.DeviceRegistry.Cameras;

/// <summary>Section <c>Cameras</c>.</summary>
internal sealed class CameraOptions
{
    public const string Message = "Cameras__AllowedNetworks must be networks such as 127.0.0.0/8.";

    /// <summary>Networks that are open although cameras are not asked there, for tests.</summary>
    public string[] AllowedNetworks { get; set; } = [];

    public IReadOnlyList<IPNetwork> Networks => [.. AllowedNetworks.Select(IPNetwork.Parse)];

    public static bool IsValid(CameraOptions options) => options.AllowedNetworks.All(n => IPNetwork.TryParse(n, out _));
}

/// <summary>
/// Asks a camera whether it is there: <c>OPTIONS</c> of RTSP (RFC 2326, 10.1), to which every server answers, with the word that
/// no password is needed for. Of an <c>rtsps</c> address it is enough that somebody takes the connection.
/// </summary>
internal sealed class CameraProbe(IOptions<CameraOptions> options)
{
    private const int RtspPort = 554, RtspsPort = 322;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly byte[] Answer = "RTSP/"u8.ToArray();

    /// <summary>Cameras are in private networks; never on the platform's own machine, nor where clouds keep their keys.</summary>
    private static readonly IPNetwork[] Closed =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
        // Networks of examples in documents (RFC 5737).
        IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("::/96"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    private readonly IReadOnlyList<IPNetwork> allowed = options.Value.Networks;

    /// <summary>True when a camera answers at that address within five seconds.</summary>
    public async Task<bool> AnswersAsync(string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            // The very addresses that were looked at are connected to.
            var open = (await Dns.GetHostAddressesAsync(address.DnsSafeHost, patience.Token)).Where(MayAsk).ToArray();
            if (open.Length == 0) return false;
            var isSecure = address.Scheme == "rtsps";
            var port = address.Port > 0 ? address.Port : isSecure ? RtspsPort : RtspPort;
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(open, port, patience.Token);
            return isSecure || await TalksAsync(socket, address, port, patience.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException or ArgumentException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Not there, too slow to be of use, or no address at all: that is the answer.
            return false;
        }
    }

    private static async Task<bool> TalksAsync(Socket socket, Uri address, int port, CancellationToken ct)
    {
        var host = address.HostNameType is UriHostNameType.IPv6 ? $"[{address.DnsSafeHost}]" : address.IdnHost;
        var question = string.Create(CultureInfo.InvariantCulture, $"OPTIONS rtsp://{host}:{port}/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: platform\r\n\r\n");
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(question), ct);
        var begin = new byte[Answer.Length];
        return await stream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, ct) == begin.Length && begin.AsSpan().SequenceEqual(Answer);
    }

    private bool MayAsk(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(n => n.Contains(plain)) || !Closed.Any(n => n.Contains(plain));
    }
}
