using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Factory;

/// <summary>SQL of single units of the factory.</summary>
internal static class UnitStore
{
    /// <summary>Whether this is the code on the unit's label; never for a device that has none.</summary>
    public static async Task<bool> IsClaimCodeAsync(NpgsqlTransaction transaction, DeviceRow device, string? typed)
    {
        var kept = await transaction.Connection!.QuerySingleOrDefaultAsync<(byte[]? Salt, byte[]? Hash)>(
            "select claim_salt, claim_sha256 from factory_units where device_number = @DeviceNumber", new { device.DeviceNumber }, transaction);
        return kept is { Salt: { } salt, Hash: { } hash } && ClaimCode.Matches(typed, device.SerialNumber, salt, hash);
    }

    /// <summary>
    /// New secret and claim code for a unit that is sold again: the former owner knows the old ones. It has to be flashed and labelled
    /// anew. A device that no batch made has neither, and stays as it is. Its row must be locked by this transaction.
    /// </summary>
    public static async Task RenewAsync(NpgsqlTransaction transaction, DeviceRow device, UnitVault vault, DateTimeOffset now)
    {
        var keys = UnitKeys.Create(device.SerialNumber, vault);
        var isUnit = await transaction.Connection!.ExecuteAsync("""
            update factory_units set claim_salt = @ClaimSalt, claim_sha256 = @ClaimSha256, sealed = @Sealed,
                                     provisioning = 'pending', port = null, detail = null, provisioned_at = null, tested_at = null
            where device_number = @DeviceNumber
            """, new { device.DeviceNumber, keys.ClaimSalt, keys.ClaimSha256, keys.Sealed }, transaction) == 1;
        if (!isUnit) return;
        await transaction.Connection!.ExecuteAsync(
            "update devices set secret_sha256 = @SecretSha256, version = version + 1 where device_number = @DeviceNumber", new { device.DeviceNumber, keys.SecretSha256 }, transaction);
        var renewed = (await DeviceStore.LockAsync(transaction, device.DeviceId))!;
        await Outbox.AddAsync(transaction, new DeviceChanged(renewed.Facts, "credentials_rotated", now), renewed.Stream, now);
    }

    /// <summary>Deletes what only the factory needs to know: the unit is somebody's now.</summary>
    public static Task ForgetSecretsAsync(NpgsqlTransaction transaction, long deviceNumber, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            "update factory_units set sealed = null, claimed_at = coalesce(claimed_at, @now) where device_number = @deviceNumber", new { deviceNumber, now }, transaction);
}
