using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Platform.Gateway.Tests;

/// <summary>The client's side of <c>/ws</c>.</summary>
public sealed class TestSocket(ClientWebSocket socket, int status) : IDisposable
{
    /// <summary>101, or the status of the refusal.</summary>
    public int Status => status;

    public string? Subprotocol => socket.SubProtocol;

    public int? CloseCode => (int?)socket.CloseStatus;

    public Task SayAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next message; null when the server closed.</summary>
    public async Task<JsonElement?> NextAsync(TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(60));
        var buffer = new byte[128 * 1024];
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return null;
            }

            length += read.Count;
            if (read.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
        }
    }

    /// <summary>Sends a ping and returns all that came before its answer, which is all that was on its way.</summary>
    public async Task<List<JsonElement>> UntilPongAsync()
    {
        await SayAsync("""{"ping":1}""");
        var seen = new List<JsonElement>();
        while (await NextAsync() is { } message)
        {
            if (message.GetProperty("type").GetString() == "pong") return seen;
            seen.Add(message);
        }

        return seen;
    }

    public void Dispose() => socket.Dispose();
}
