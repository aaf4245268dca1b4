using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What only the factory may know of a unit, until it is claimed.</summary>
/// <param name="Secret">The device's own secret, its MQTT password.</param>
/// <param name="ClaimCode">Under the label's scratch field.</param>
internal sealed record UnitSecrets(string Secret, string ClaimCode);

/// <summary>
/// Seals the secrets of units for the database: AES-256-GCM under a key derived (HKDF, RFC 5869) from the configured secret. The
/// serial number is authenticated with them, so that sealed secrets cannot be swapped between units.
/// </summary>
internal sealed class UnitVault(IOptions<UnitKeyOptions> options)
{
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] sealingKey = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.KeyEncryptionKey), outputLength: 32, info: "registry units"u8.ToArray());

    public byte[] Seal(UnitSecrets secrets, string serialNumber)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(secrets, Json.Options);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(sealingKey, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(serialNumber));
        return box;
    }

    /// <exception cref="InvalidOperationException">The secret in the configuration is not the one that sealed this unit.</exception>
    public UnitSecrets Open(byte[] box, string serialNumber)
    {
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(sealingKey, TagBytes);
        try
        {
            cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(serialNumber));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new InvalidOperationException(
                $"The secrets of unit {serialNumber} cannot be opened: Registry__KeyEncryptionKey is not the one that they were stored with. Restore the former value.", exception);
        }

        return JsonSerializer.Deserialize<UnitSecrets>(plain, Json.Options)!;
    }
}
