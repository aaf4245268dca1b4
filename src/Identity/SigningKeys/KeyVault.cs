using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.SigningKeys;

/// <summary>
/// Seals private keys for the database, each bound to its key id.
/// </summary>
internal sealed class KeyVault(IOptions<KeyOptions> options)
{
    private readonly SecretBox box = new(options.Value.KeyEncryptionKey, "identity signing keys");

    public byte[] Seal(byte[] secret, string keyId) => box.Seal(secret, keyId);

    /// <exception cref="InvalidOperationException">The secret in the configuration is not the one that sealed this key.</exception>
    public byte[] Open(byte[] sealedKey, string keyId)
    {
        try
        {
            return box.Open(sealedKey, keyId);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                $"The signing key {keyId} cannot be opened: Identity__KeyEncryptionKey is not the one that it was stored with. Restore the former value.", exception);
        }
    }
}
