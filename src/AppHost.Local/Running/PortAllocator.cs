using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.AppHost.Local.Running;

/// <summary>
/// Free ports below the range that outgoing connections use. A lock file per port keeps two suites that start at the same time
/// apart until their processes have bound what they were given; the kernel releases it with the process.
/// </summary>
internal static class PortAllocator
{
    private const int First = 20000;
    private const int Last = 31999;
    private static readonly Lock Gate = new();
    private static readonly List<FileStream> Reserved = [];
    private static int _next = Random.Shared.Next(First, Last);

    private static string Folder => Path.Combine(Path.GetTempPath(), $"platform-ports-{Environment.UserName}");

    /// <summary>A port that nobody listens on and nobody else was given.</summary>
    public static int Allocate()
    {
        lock (Gate)
        {
            Directory.CreateDirectory(Folder);
            for (var attempt = First; attempt <= Last; attempt++)
            {
                var port = _next;
                _next = port == Last ? First : port + 1;
                if (!TryReserve(port))
                    continue;
                if (IsFree(IPAddress.Any, port))
                    return port;
            }
        }

        throw new LocalStartException($"No port between {First} and {Last} is free.");
    }

    /// <summary>Whether the port can be bound at the address.</summary>
    public static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            // Binding alone succeeds beside a listener that shares its address; listening does not.
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool TryReserve(int port)
    {
        try
        {
            Reserved.Add(new FileStream(
                Path.Combine(Folder, port.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
