using System.Net.WebSockets;
using System.Text.Json;

namespace Platform.Bench;

/// <summary>An open page: what comes to it over the gateway's WebSocket, with the time of its coming.</summary>
internal sealed class BenchSocket : IAsyncDisposable
{
    private const int LargestMessage = 64 * 1024;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim came = new(0);
    private readonly List<(DateTimeOffset At, JsonElement Event)> events = [];
    private readonly TaskCompletionSource<DateTimeOffset> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;

    private BenchSocket()
    {
    }

    public static async Task<BenchSocket> OpenAsync(BenchSuite suite, string token)
    {
        var opened = new BenchSocket();
        opened.socket.Options.AddSubProtocol("bearer");
        opened.socket.Options.AddSubProtocol(token);
        await opened.socket.ConnectAsync(new Uri($"ws://{suite.Suite.GetEndpoint("gateway").Authority}/ws"), opened.stop.Token);
        opened.listening = opened.ListenAsync();
        return opened;
    }

    /// <summary>When the first event came that fits; also one that came before it was asked for.</summary>
    /// <exception cref="TimeoutException">None within half a minute.</exception>
    public async Task<DateTimeOffset> FirstAsync(Func<JsonElement, bool> fits, string what) =>
        await FindAsync(fits, TimeSpan.FromSeconds(30)) ?? throw new TimeoutException($"{what}: not within half a minute.");

    /// <summary>The same; null when none came in that time.</summary>
    public async Task<DateTimeOffset?> FindAsync(Func<JsonElement, bool> fits, TimeSpan within)
    {
        var until = DateTimeOffset.UtcNow + within;
        while (true)
        {
            lock (events)
            {
                foreach (var (at, message) in events)
                {
                    if (fits(message)) return at;
                }
            }

            if (DateTimeOffset.UtcNow > until) return null;
            await came.WaitAsync(TimeSpan.FromMilliseconds(500));
        }
    }

    /// <summary>When the platform closed the page's connection.</summary>
    /// <exception cref="TimeoutException">Not within that time.</exception>
    public Task<DateTimeOffset> ClosedAsync(TimeSpan within) => closed.Task.WaitAsync(within);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        socket.Dispose();
        stop.Dispose();
        came.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[LargestMessage];
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var received = await socket.ReceiveAsync(buffer, stop.Token);
                var now = DateTimeOffset.UtcNow;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    closed.SetResult(now);
                    return;
                }

                if (received.MessageType != WebSocketMessageType.Text || !received.EndOfMessage) continue;
                lock (events) events.Add((now, JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count))));
                came.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page is closed.
            return;
        }
    }
}
