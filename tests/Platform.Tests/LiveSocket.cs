using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.Suite.Tests;

/// <summary>A browser's socket: connects to <c>/ws</c> and keeps what comes.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentQueue<JsonElement> messages = new();
    private Task reading = Task.CompletedTask;

    public IReadOnlyList<JsonElement> Messages => [.. messages];

    public bool IsClosed => reading.IsCompleted;

    public static async Task<LiveSocket> OpenAsync(SuiteFixture suite, string token)
    {
        var live = new LiveSocket();
        live.socket.Options.AddSubProtocol("bearer");
        live.socket.Options.AddSubProtocol(token);
        await live.socket.ConnectAsync(new Uri($"ws://{suite.Suite.GetEndpoint("gateway").Authority}/ws"), CancellationToken.None);
        live.reading = live.ReadAsync();
        return live;
    }

    /// <summary>The first message that fits, waiting for it.</summary>
    public async Task<JsonElement> FirstAsync(Func<JsonElement, bool> fits, string what) =>
        (await Eventually.BecomesAsync(() => Task.FromResult(messages.Where(fits).Take(1).ToArray()), m => m.Length == 1, what))[0];

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Text) messages.Enqueue(JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count)));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // Closed by the test or by the gateway: what came is kept.
            return;
        }
    }
}

internal static class LiveMessages
{
    public static bool IsReadingOf(this JsonElement message, string deviceId) =>
        message.GetProperty("type").GetString() == "sensor_update" && message.GetProperty("device_id").GetString() == deviceId;
}
