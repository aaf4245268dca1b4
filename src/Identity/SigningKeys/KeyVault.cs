using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.Identity.SigningKeys;

/// <summary>
/// Seals private keys for the database: AES-256-GCM under a key derived (HKDF, RFC 5869) from the configured secret.
/// The key id is authenticated with it, so that sealed keys cannot be swapped between rows.
/// </summary>
internal sealed class KeyVault(IOptions<KeyOptions> options)
{
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] sealingKey = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.KeyEncryptionKey), outputLength: 32, info: "identity signing keys"u8.ToArray());

    public byte[] Seal(byte[] secret, string keyId)
    {
        var box = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(sealingKey, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), secret, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(keyId));
        return box;
    }

    /// <exception cref="InvalidOperationException">The secret in the configuration is not the one that sealed this key.</exception>
    public byte[] Open(byte[] box, string keyId)
    {
        var secret = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(sealingKey, TagBytes);
        try
        {
            cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(keyId));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new InvalidOperationException(
                $"The signing key {keyId} cannot be opened: Identity__KeyEncryptionKey is not the one that it was stored with. Restore the former value.", exception);
        }

        return secret;
    }
}
