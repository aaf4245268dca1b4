using System.Security.Cryptography;
using System.Text;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Seals what must not be readable in a database: AES-256-GCM under a key derived (HKDF, RFC 5869) from a configured
/// secret. What the box belongs to is authenticated with it, so that boxes cannot be swapped between rows.
/// </summary>
/// <param name="secret">The configured text, at least 32 random characters.</param>
/// <param name="purpose">What is sealed; another purpose is another key.</param>
public sealed class SecretBox(string secret, string purpose)
{
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Nonce, tag and ciphertext.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string belongsTo)
    {
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(belongsTo));
        return box;
    }

    /// <summary>What was sealed.</summary>
    /// <exception cref="CryptographicException">The secret is another one, or the box is not of that row.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, string belongsTo)
    {
        if (box.Length < NonceBytes + TagBytes) throw new CryptographicException("A sealed box holds at least its nonce and its tag.");
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box[NonceBytes..(NonceBytes + TagBytes)], plain, Encoding.UTF8.GetBytes(belongsTo));
        return plain;
    }
}
