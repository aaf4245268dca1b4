using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A unit before it is in the database; its device id is its serial number.</summary>
internal sealed record NewUnit(string SerialNumber, string LicenseKey, string SecretSha256, byte[] ClaimSalt, byte[] ClaimSha256, byte[] Sealed)
{
    /// <summary>A unit with new random numbers, keys and codes.</summary>
    public static NewUnit Create(string prefix, UnitVault vault)
    {
        var (serial, secret, code, salt) = (Factory.SerialNumber.Create(prefix), NewSecret.Create(), ClaimCode.Create(), ClaimCode.NewSalt());
        return new(serial, Devices.LicenseKey.Create(), secret.Sha256, salt, ClaimCode.HashOf(salt, serial, code), vault.Seal(new UnitSecrets(secret.Value, code), serial));
    }

    /// <summary>What other services keep of it.</summary>
    public DeviceFacts FactsOf(long deviceNumber, string deviceType) => new(
        deviceNumber, SerialNumber, SerialNumber, deviceType, TenantId: null, TenantCode: null, PitId: null, PitCode: null, LicenseKey, SecretSha256, CutOff: false, Version: 1,
        LedgerRules.Available);
}
