using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Gateway.Live;

/// <summary>
/// What a client may say: <c>{"ping":…}</c>, <c>{"token":"…"}</c> with a fresh token, <c>{"subscribe":{"pits":[1,2]}}</c> to get
/// less (<c>null</c> for all again), and for admins <c>{"subscribe":{"tenant_id":5}}</c> or <c>"*"</c>.
/// </summary>
internal sealed class LiveClient(LiveSocket socket, LiveHub hub, LiveTokens tokens, LiveOptions options, TimeProvider time)
{
    private const int MaxPits = 1_000;
    private long window;
    private int said;

    public async Task OnMessageAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 10;
        if (now != window) (window, said) = (now, 0);
        if (++said > options.MessagesPerTenSeconds)
        {
            socket.Close((int)System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation, "too_many_messages");
            return;
        }

        if (!await UnderstandAsync(message, ct)) socket.Answer("error", """{"type":"error","code":"invalid_message","message":"Send ping, token or subscribe as JSON."}""");
    }

    private async Task<bool> UnderstandAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        try
        {
            using var json = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Object) return false;
            if (json.RootElement.TryGetProperty("ping", out _))
            {
                socket.Answer("pong", """{"type":"pong"}""");
                return true;
            }

            if (json.RootElement.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String)
            {
                await RenewAsync(token.GetString()!, ct);
                return true;
            }

            return json.RootElement.TryGetProperty("subscribe", out var subscribe) && subscribe.ValueKind == JsonValueKind.Object && Subscribe(subscribe);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Takes a new token of the same person; anything else ends the socket, for somebody else may hold it now.</summary>
    private async Task RenewAsync(string token, CancellationToken ct)
    {
        var fresh = await tokens.ReadAsync(token, ct);
        var old = socket.Owner.Caller;
        if (fresh is null || fresh.Caller.Subject != old.Subject || fresh.Caller.TenantId != old.TenantId || fresh.Caller.Role != old.Role)
        {
            socket.Close(LiveSocket.TokenExpired, "token_refused");
            return;
        }

        socket.Owner = fresh;
        socket.Answer("renewed", string.Create(CultureInfo.InvariantCulture, $$"""{"type":"token_renewed","expires_at":"{{fresh.ExpiresAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}"""));
    }

    private bool Subscribe(JsonElement subscribe)
    {
        var understood = false;
        if (subscribe.TryGetProperty("tenant_id", out var tenant))
        {
            if (!socket.Owner.Caller.IsAdmin) return false;
            if (tenant.ValueKind == JsonValueKind.Number && tenant.TryGetInt32(out var id) && id > 0) hub.Watch(socket, id.ToString(CultureInfo.InvariantCulture));
            else if (tenant.ValueKind == JsonValueKind.String && tenant.GetString() == LiveHub.AllTenants) hub.Watch(socket, LiveHub.AllTenants);
            else return false;
            understood = true;
        }

        if (subscribe.TryGetProperty("pits", out var pits))
        {
            if (pits.ValueKind == JsonValueKind.Null) socket.Pits = null;
            else if (pits.ValueKind == JsonValueKind.Array && pits.GetArrayLength() <= MaxPits && pits.EnumerateArray().All(p => p.ValueKind == JsonValueKind.Number && p.TryGetInt32(out _)))
                socket.Pits = pits.EnumerateArray().Select(p => p.GetInt32()).ToImmutableHashSet();
            else return false;
            understood = true;
        }

        if (understood) socket.Answer("subscribed", Subscription());
        return understood;
    }

    private string Subscription()
    {
        var text = new StringBuilder("""{"type":"subscribed","tenant_id":""");
        text.Append(socket.Watched is LiveHub.AllTenants ? "\"*\"" : socket.Watched ?? "null").Append(",\"pits\":");
        text.Append(socket.Pits is { } pits ? $"[{string.Join(',', pits.Order())}]" : "null");
        return text.Append('}').ToString();
    }
}
