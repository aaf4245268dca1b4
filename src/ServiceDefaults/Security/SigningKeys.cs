using Microsoft.IdentityModel.Tokens;

namespace Platform.ServiceDefaults.Security;

/// <summary>Where the public keys come from: Identity has its own, all other services fetch its JWKS.</summary>
public interface ISigningKeys
{
    /// <summary>The public key with that id, or null when Identity does not publish it (any more).</summary>
    ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken ct);
}

/// <summary>
/// Identity's JWKS, kept for five minutes. A key id that is not known asks again, at most every ten seconds,
/// so that made-up ids cannot flood Identity. While Identity is away the keys that are known stay good.
/// </summary>
internal sealed class RemoteSigningKeys(IHttpClientFactory clients, Uri address, TimeProvider time) : ISigningKeys
{
    public const string ClientName = "jwks";
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskedAtMostEvery = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1, 1);
    private Dictionary<string, SecurityKey> keys = new(StringComparer.Ordinal);
    private DateTimeOffset fetchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset triedAt = DateTimeOffset.MinValue;

    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (keys.TryGetValue(keyId, out var known) && now - fetchedAt < KeptFor) return known;
        // One request looks for news; the others go on with what is known, so that a slow Identity holds up nobody else.
        if (known is null) await gate.WaitAsync(ct);
        else if (!await gate.WaitAsync(TimeSpan.Zero, ct)) return known;
        try
        {
            if (keys.TryGetValue(keyId, out known) && now - fetchedAt < KeptFor) return known;
            if (now - triedAt >= AskedAtMostEvery || keys.Count == 0) await FetchAsync(now, ct);
            return keys.GetValueOrDefault(keyId);
        }
        catch (Exception exception) when (known is not null && exception is HttpRequestException or ArgumentException or OperationCanceledException)
        {
            return known;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task FetchAsync(DateTimeOffset now, CancellationToken ct)
    {
        triedAt = now;
        using var client = clients.CreateClient(ClientName);
        var set = new JsonWebKeySet(await client.GetStringAsync(address, ct));
        keys = set.Keys.Where(k => k.Kty == "EC").ToDictionary(k => k.Kid, k => (SecurityKey)k, StringComparer.Ordinal);
        fetchedAt = now;
    }
}
