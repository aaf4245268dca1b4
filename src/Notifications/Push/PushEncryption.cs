using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platform.Notifications.Push;

/// <summary>Encrypts for one browser: RFC 8291 with the content coding <c>aes128gcm</c> of RFC 8188, in one record.</summary>
internal static class PushEncryption
{
    /// <summary>What push services take at least (RFC 8030, 7.2), without header, tag and delimiter.</summary>
    public const int MaxPlain = RecordSize - HeaderBytes - TagBytes - 1;

    private const int RecordSize = 4096, SaltBytes = 16, PointBytes = 65, TagBytes = 16, HeaderBytes = SaltBytes + 4 + 1 + PointBytes;

    public static byte[] Encrypt(ReadOnlySpan<byte> plain, byte[] browserKey, byte[] authSecret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(plain, browserKey, authSecret, own, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <summary>The same with key and salt given, for the vector of the RFC.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> plain, byte[] browserKey, byte[] authSecret, ECDiffieHellman own, byte[] salt)
    {
        if (plain.Length > MaxPlain) throw new ArgumentException($"A push message may have {MaxPlain} bytes.", nameof(plain));
        var ownKey = PointOf(own.ExportParameters(includePrivateParameters: false));
        using var browser = ECDiffieHellman.Create(ParametersOf(browserKey));
        var shared = own.DeriveRawSecretAgreement(browser.PublicKey);
        var ikm = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, authSecret, [.. "WebPush: info\0"u8, .. browserKey, .. ownKey]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var message = new byte[HeaderBytes + plain.Length + 1 + TagBytes];
        salt.CopyTo(message, 0);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(SaltBytes), RecordSize);
        message[SaltBytes + 4] = PointBytes;
        ownKey.CopyTo(message, SaltBytes + 5);
        // The delimiter 2 says that this record is the last.
        byte[] padded = [.. plain, 2];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, padded, message.AsSpan(HeaderBytes, padded.Length), message.AsSpan(HeaderBytes + padded.Length));
        return message;
    }

    /// <summary>Whether that is a point on the curve.</summary>
    public static bool IsPoint(byte[] bytes)
    {
        if (bytes.Length != PointBytes || bytes[0] != 4) return false;
        try
        {
            using var key = ECDiffieHellman.Create(ParametersOf(bytes));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Uncompressed: 4, X, Y.</summary>
    public static byte[] PointOf(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    private static ECParameters ParametersOf(byte[] point) => new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } };
}
