using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platform.Messaging.Tests;

/// <summary>A TCP proxy in front of a server that can be shut (connections break, new ones are refused) and opened again.</summary>
internal sealed class TcpGate : IAsyncDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private TcpListener? listener;

    public TcpGate(string host, int port)
    {
        (this.host, this.port) = (host, port);
        Port = Open();
    }

    public int Port { get; }

    public int Open()
    {
        var now = new TcpListener(IPAddress.Loopback, Port);
        now.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        now.Start();
        listener = now;
        _ = AcceptAsync(now);
        return ((IPEndPoint)now.LocalEndpoint).Port;
    }

    public void Shut()
    {
        listener?.Stop();
        listener = null;
        foreach (var connection in open.Keys) connection.Close();
        open.Clear();
    }

    public ValueTask DisposeAsync()
    {
        Shut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener accepting)
    {
        try
        {
            while (true)
            {
                var near = await accepting.AcceptTcpClientAsync();
                var far = new TcpClient { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(host, port);
                open[near] = open[far] = 0;
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The gate was shut.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; so is the other.
        }

        from.Close();
        to.Close();
        open.TryRemove(from, out _);
        open.TryRemove(to, out _);
    }
}
