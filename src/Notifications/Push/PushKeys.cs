using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Push;

/// <summary>
/// The key by which push services know the platform (VAPID, RFC 8292). It is made of a configured secret, so that every
/// replica has it and nothing is stored; with another secret all browsers have to subscribe anew.
/// </summary>
internal sealed class PushKeys : IDisposable
{
    private const int ScalarBytes = 32;

    /// <summary>A push service takes tokens for at most a day; half of it lets clocks differ.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    /// <summary>The order of P-256.</summary>
    private static readonly BigInteger Order = new(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    private readonly ECDsa key;
    private readonly string contact;

    /// <param name="secret">At least 32 random characters.</param>
    /// <param name="contact">Whom a push service may write to: <c>mailto:…</c> or <c>https://…</c>.</param>
    public PushKeys(string secret, string contact)
    {
        this.contact = contact;
        // 16 bytes more than the scalar, so that the remainder favours no value (FIPS 186-5, A.2.1).
        var random = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), ScalarBytes + 16, info: "notifications push"u8.ToArray());
        var scalar = (new BigInteger(random, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        var d = new byte[ScalarBytes];
        var bytes = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(d, ScalarBytes - bytes.Length);
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
        PublicKey = Base64Url.EncodeToString(PushEncryption.PointOf(key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>Uncompressed point, base64url.</summary>
    public string PublicKey { get; }

    /// <summary>The value of <c>Authorization</c> for a message to that address.</summary>
    public string Authorization(Uri endpoint, DateTimeOffset now)
    {
        var header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
        var claims = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Claims(endpoint.GetLeftPart(UriPartial.Authority), (now + GoodFor).ToUnixTimeSeconds(), contact), Json.Options));
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={header}.{claims}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose() => key.Dispose();

    private sealed record Claims(string Aud, long Exp, string Sub);
}
