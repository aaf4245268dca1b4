using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The public key with which devices verify their leases, from Licensing.</summary>
internal sealed class LeaseKeyClient(HttpClient http)
{
    /// <summary>The key that signs now, as PEM.</summary>
    public async Task<string> CurrentPemAsync(CancellationToken ct) =>
        await http.GetFromJsonAsync<KeySet>(".well-known/device-lease-keys", Json.Options, ct) is { Keys: [var current, ..] }
            ? current.Pem
            : throw new HttpRequestException("Licensing has no lease key yet.");

    private sealed record KeySet(IReadOnlyList<Key> Keys);

    private sealed record Key(string Pem);
}
