using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.ServiceDefaults.Security;

namespace Platform.Licensing.Leases;

/// <summary>A P-256 key pair that signs leases. Its id is the thumbprint of the public key (RFC 7638).</summary>
internal sealed class LeaseKey : IDisposable
{
    private readonly Lock gate = new();
    private readonly ECDsa key;

    private LeaseKey(ECDsa key)
    {
        this.key = key;
        Public = LeasePublicKey.Of(key);
    }

    public LeasePublicKey Public { get; }

    public static LeaseKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key that <see cref="Encrypt"/> wrote.</summary>
    /// <exception cref="CryptographicException">Another secret encrypted it, or it was tampered with.</exception>
    public static LeaseKey Decrypt(string kid, ReadOnlySpan<byte> sealedKey, string secret)
    {
        var pkcs8 = BoxOf(secret).Open(sealedKey, kid);
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(pkcs8, out _);
        CryptographicOperations.ZeroMemory(pkcs8);
        return new LeaseKey(pair);
    }

    /// <summary>The private key as PKCS #8, sealed and bound to its id.</summary>
    public byte[] Encrypt(string secret)
    {
        var pkcs8 = key.ExportPkcs8PrivateKey();
        var sealedKey = BoxOf(secret).Seal(pkcs8, Public.Kid);
        CryptographicOperations.ZeroMemory(pkcs8);
        return sealedKey;
    }

    /// <summary>ES256: SHA-256, signature as r and s side by side (RFC 7518, 3.4).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (gate) return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public void Dispose() => key.Dispose();

    private static SecretBox BoxOf(string secret) => new(secret, "lease signing key");
}

/// <summary>The public half, as devices and other verifiers read it: a JWK (RFC 7517) with the same key as PEM.</summary>
internal sealed record LeasePublicKey(string Kid, string Kty, string Crv, string X, string Y, string Pem)
{
    public static LeasePublicKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var thumbprint = SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new(Base64Url.EncodeToString(thumbprint), "EC", "P-256", x, y, key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    public static LeasePublicKey Of(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return Of(key);
    }
}
