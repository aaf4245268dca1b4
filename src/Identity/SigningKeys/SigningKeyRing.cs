using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.SigningKeys;

/// <summary>
/// The published keys in memory, read again every 30 s and when a token names a key that is not known. Identity
/// validates tokens with it directly, without asking itself over HTTP.
/// </summary>
internal sealed class SigningKeyRing(SigningKeyStore store, KeyVault vault, IOptions<KeyOptions> options, TimeProvider time) : ISigningKeys
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskedAtMostEvery = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim gate = new(1, 1);
    private Ring ring = new(null, FrozenDictionary<string, JsonWebKey>.Empty, DateTimeOffset.MinValue);

    /// <summary>The key that signs now.</summary>
    public async ValueTask<ECDsaSecurityKey> CurrentAsync(CancellationToken ct) =>
        (await ReadAsync(KeptFor, ct)).Current ?? throw new InvalidOperationException("There is no signing key; the rotation has not run.");

    /// <summary>The public keys, for the JWKS.</summary>
    public async ValueTask<IReadOnlyList<JsonWebKey>> PublishedAsync(CancellationToken ct) => (await ReadAsync(KeptFor, ct)).Published.Values;

    /// <inheritdoc />
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken ct)
    {
        if ((await ReadAsync(KeptFor, ct)).Published.GetValueOrDefault(keyId) is { } known) return known;
        return (await ReadAsync(AskedAtMostEvery, ct)).Published.GetValueOrDefault(keyId);
    }

    /// <summary>Reads the keys now, after a rotation.</summary>
    public async Task ReloadAsync(CancellationToken ct) => await ReadAsync(TimeSpan.Zero, ct);

    private async ValueTask<Ring> ReadAsync(TimeSpan maxAge, CancellationToken ct)
    {
        if (time.GetUtcNow() - ring.ReadAt < maxAge) return ring;
        await gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (now - ring.ReadAt < maxAge) return ring;
            var rows = await store.PublishedAsync(now - options.Value.PublishFormerFor, ct);
            var current = rows.FirstOrDefault(r => r.State == "current");
            return ring = new Ring(current is null ? null : PrivateKeyOf(current), rows.ToFrozenDictionary(r => r.KeyId, PublicKeyOf, StringComparer.Ordinal), now);
        }
        catch (NpgsqlException) when (ring.Current is not null)
        {
            // While the database is away the known keys stay good; what needs the database answers 503 by itself.
            return ring;
        }
        finally
        {
            gate.Release();
        }
    }

    private ECDsaSecurityKey PrivateKeyOf(SigningKeyRow row) => new(ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = row.PublicX, Y = row.PublicY },
        D = vault.Open(row.PrivateSealed, row.KeyId),
    }))
    { KeyId = row.KeyId };

    private static JsonWebKey PublicKeyOf(SigningKeyRow row) => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv = JsonWebKeyECTypes.P256,
        X = Base64Url.EncodeToString(row.PublicX),
        Y = Base64Url.EncodeToString(row.PublicY),
        Kid = row.KeyId,
        KeyId = row.KeyId,
        Use = "sig",
        Alg = SecurityAlgorithms.EcdsaSha256,
    };

    private sealed record Ring(ECDsaSecurityKey? Current, FrozenDictionary<string, JsonWebKey> Published, DateTimeOffset ReadAt);
}
