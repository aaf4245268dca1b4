using Dapper;
using Npgsql;
using Platform.DeviceRegistry.Devices;

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

    /// <summary>Deletes what only the factory needs to know: the unit is somebody's now.</summary>
    public static Task ForgetSecretsAsync(NpgsqlTransaction transaction, long deviceNumber, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            "update factory_units set sealed = null, claimed_at = coalesce(claimed_at, @now) where device_number = @deviceNumber", new { deviceNumber, now }, transaction);
}
