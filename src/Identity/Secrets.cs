using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Identity;

/// <summary>Random secrets of 256 bits. They cannot be guessed, so a plain SHA-256 of them is safe to keep.</summary>
internal static class Secrets
{
    /// <summary>43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Sha256(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static string Sha256Hex(string secret) => Convert.ToHexStringLower(Sha256(secret));

    /// <summary>Compares in constant time, also when the lengths differ.</summary>
    public static bool AreEqual(string left, string right) => CryptographicOperations.FixedTimeEquals(Sha256(left), Sha256(right));
}
