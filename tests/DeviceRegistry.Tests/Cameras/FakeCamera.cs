using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.DeviceRegistry.Tests.Cameras;

/// <summary>A camera on this machine: answers the first line of whoever connects, and remembers what it was asked.</summary>
internal sealed class FakeCamera : IAsyncDisposable
{
    public const string Rtsp = "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n", Http = "HTTP/1.1 400 Bad Request\r\n\r\n";
    private readonly string answer;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    private FakeCamera(string answer, int port)
    {
        this.answer = answer;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        serving = ServeAsync();
    }

    public ConcurrentQueue<string> Questions { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"rtsp://viewer:s3cret@127.0.0.1:{Port}/Streaming/Channels/101";

    public static FakeCamera Start(string answer = Rtsp, int port = 0) => new(answer, port);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Stop();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                var buffer = new byte[1024];
                var length = await client.GetStream().ReadAsync(buffer, stop.Token);
                Questions.Enqueue(Encoding.ASCII.GetString(buffer, 0, length));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException && stop.IsCancellationRequested)
        {
            // Switched off.
            return;
        }
    }
}
