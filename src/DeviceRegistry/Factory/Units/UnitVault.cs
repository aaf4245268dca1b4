using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What only the factory may know of a unit, until it is claimed.</summary>
/// <param name="Secret">The device's own secret, its MQTT password.</param>
/// <param name="ClaimCode">Under the label's scratch field.</param>
internal sealed record UnitSecrets(string Secret, string ClaimCode);

/// <summary>
/// Seals the secrets of units for the database, each bound to its serial number.
/// </summary>
internal sealed class UnitVault(IOptions<UnitKeyOptions> options)
{
    private readonly SecretBox box = new(options.Value.KeyEncryptionKey, "registry units");

    public byte[] Seal(UnitSecrets secrets, string serialNumber) => box.Seal(JsonSerializer.SerializeToUtf8Bytes(secrets, Json.Options), serialNumber);

    /// <exception cref="InvalidOperationException">The secret in the configuration is not the one that sealed this unit.</exception>
    public UnitSecrets Open(byte[] sealedSecrets, string serialNumber)
    {
        try
        {
            return JsonSerializer.Deserialize<UnitSecrets>(box.Open(sealedSecrets, serialNumber), Json.Options)!;
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                $"The secrets of unit {serialNumber} cannot be opened: Registry__KeyEncryptionKey is not the one that they were stored with. Restore the former value.", exception);
        }
    }
}
