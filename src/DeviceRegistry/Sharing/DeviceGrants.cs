using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Access;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>A device and what the caller may do with it.</summary>
/// <param name="DeviceNumber">Short key.</param>
/// <param name="DeviceId">Public id.</param>
/// <param name="TenantId">Whose it is; null in the ledger, where only the vendor sees it. Use it as the tenant of further SQL.</param>
/// <param name="PitId">Where it is mounted.</param>
/// <param name="DeviceType">Such as <c>4Relay</c>.</param>
/// <param name="Level">One of <see cref="GrantRules"/>' levels.</param>
/// <param name="OwnedSince">What happened before is the former owner's; null when all may be shown.</param>
internal sealed record DeviceGrant(long DeviceNumber, string DeviceId, int? TenantId, int? PitId, string DeviceType, string Level, DateTimeOffset? OwnedSince)
{
    public DevicePermissions Permissions => GrantRules.PermissionsOf(Level);

    public bool May(DevicePermissions permission) => Permissions.HasFlag(permission);

    /// <summary>403 that says what is missing.</summary>
    public ProblemHttpResult Lacks(DevicePermissions permission) => Problems.Of(
        StatusCodes.Status403Forbidden, "forbidden", $"As {Level} of this device you may {string.Join(", ", GrantRules.WordsOf(Permissions))}, not {permission.ToString().ToLowerInvariant()}; ask its owner.",
        ("access_level", Level));
}

/// <summary>Who may do what with which device: owners by their tenant, staff by their pits, others by what was shared with them.</summary>
internal sealed class DeviceGrants(NpgsqlDataSource database, PitAccess access, TimeProvider time)
{
    /// <summary>The caller's grant; null when the device is not there or not the caller's business, which is the same 404.</summary>
    public async Task<DeviceGrant?> FindAsync(Caller caller, string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>("""
            select d.device_number, d.device_id, d.tenant_id, d.pit_id, d.device_type, d.owned_since, s.level
            from devices d left join device_shares s
                on s.device_number = d.device_number and s.user_id = @UserId and s.level is not null and (s.until is null or s.until > @now)
            where d.device_id = @deviceId and (@IsAdmin or d.tenant_id = @TenantId or s.level is not null)
            """, new { caller.UserId, caller.IsAdmin, caller.TenantId, deviceId, now = time.GetUtcNow() });
        if (row is null || GrantRules.LevelOf(caller, row.TenantId, row.Level, access.MaySee(caller, row.TenantId, row.PitId)) is not { } level) return null;
        return new(row.DeviceNumber, row.DeviceId, row.TenantId, row.PitId, row.DeviceType, level, caller.IsAdmin ? null : row.OwnedSince);
    }

    private sealed record Row(long DeviceNumber, string DeviceId, int? TenantId, int? PitId, string DeviceType, DateTimeOffset? OwnedSince, string? Level);
}
