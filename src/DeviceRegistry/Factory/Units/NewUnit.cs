using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A unit before it is in the database; its device id is its serial number.</summary>
internal sealed record NewUnit(string SerialNumber, string LicenseKey, UnitKeys Keys)
{
    /// <summary>A unit with new random numbers, keys and codes.</summary>
    public static NewUnit Create(string prefix, UnitVault vault)
    {
        var serial = Factory.SerialNumber.Create(prefix);
        return new(serial, Devices.LicenseKey.Create(), UnitKeys.Create(serial, vault));
    }

    /// <summary>What other services keep of it.</summary>
    public DeviceFacts FactsOf(long deviceNumber, string deviceType) => new(
        deviceNumber, SerialNumber, SerialNumber, deviceType, TenantId: null, TenantCode: null, PitId: null, PitCode: null, LicenseKey, Keys.SecretSha256, CutOff: false, Version: 1,
        LedgerRules.Available);
}

/// <summary>A new secret and claim code of a unit, as they are kept: hashes, and both sealed.</summary>
internal sealed record UnitKeys(string SecretSha256, byte[] ClaimSalt, byte[] ClaimSha256, byte[] Sealed)
{
    public static UnitKeys Create(string serialNumber, UnitVault vault)
    {
        var (secret, code, salt) = (NewSecret.Create(), ClaimCode.Create(), ClaimCode.NewSalt());
        return new(secret.Sha256, salt, ClaimCode.HashOf(salt, serialNumber, code), vault.Seal(new UnitSecrets(secret.Value, code), serialNumber));
    }
}
