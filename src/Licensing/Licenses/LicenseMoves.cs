using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Licensing.Leases;
using Platform.Licensing.Tenants;
using Platform.Messaging;

namespace Platform.Licensing.Licenses;

/// <summary>
/// Licenses whose devices were claimed, transferred or given back: the license goes along as it is. Only what came from the former
/// tenant's own suspension stays behind, and that of the next one counts at once.
/// </summary>
internal sealed class LicenseMoves(LicenseStore licenses, LeaseSigner signer)
{
    /// <summary>Why a license that was suspended with its workshop is active elsewhere.</summary>
    public const string LeftReason = "workshop_left";

    private const string Actor = "service:licensing";

    /// <summary>Lets the license follow unless newer facts of its device are known; returns the switches that were thrown on the way.</summary>
    public async Task<IReadOnlyList<Guid>> FollowAsync(NpgsqlTransaction transaction, DeviceFacts device, DateTimeOffset now)
    {
        // News of a device may overtake its registration.
        await licenses.IssueAsync(transaction, device, now);
        var suspension = await TenantStore.SuspensionAsync(transaction, device.TenantId);
        var moved = await transaction.Connection!.QuerySingleOrDefaultAsync<bool>("""
            with former as (select license_number, tenant_id from licenses where device_id = @DeviceId for update)
            update licenses l set
                tenant_id = @TenantId, device_version = @Version,
                tenant_since = case when former.tenant_id is distinct from @TenantId then @now else l.tenant_since end,
                version = l.version + case when former.tenant_id is distinct from @TenantId then 1 else 0 end
            from former where l.license_number = former.license_number and l.device_version < @Version
            returning former.tenant_id is distinct from @TenantId
            """, new { device.DeviceId, device.TenantId, device.Version, now }, transaction);
        if (!moved) return [];

        var license = await transaction.Connection!.QuerySingleAsync<LicenseRow>(
            $"select {LicenseRow.Columns} from licenses where device_id = @DeviceId and tenant_id is not distinct from @TenantId", new { device.DeviceId, device.TenantId }, transaction);
        var from = LicenseWords.Parse(license.Status);
        if (LicenseRules.AfterMove(from, license.Reason, license.ExpiresAt, suspension is not null, now) is not { } after)
        {
            await Outbox.AddAsync(transaction, new LicenseIssued(license.Facts, now), license.Stream, now);
            return [];
        }

        var changed = await transaction.Connection!.QuerySingleAsync<LicenseRow>($"""
            update licenses set status = @status, reason = @reason, changed_at = @now, version = version + 1
            where license_number = @LicenseNumber and tenant_id is not distinct from @TenantId
            returning {LicenseRow.Columns}
            """, new { license.LicenseNumber, license.TenantId, status = after.Word(), reason = LicenseRules.ReasonAfterMove(after), now }, transaction);
        var why = after == LicenseStatus.Active ? LeftReason : changed.Reason;
        var switchId = await SwitchRecords.AddAsync(transaction, changed, from, why, suspension?.Actor ?? Actor, now);
        await Outbox.AddAsync(transaction, SwitchRecords.EventOf(changed, switchId, why, now), changed.Stream, now);
        if (after == LicenseStatus.Active) await signer.RenewAsync(transaction, [changed], now);
        return [switchId];
    }
}
