using Dapper;
using Npgsql;
using Platform.Contracts.Telemetry;

namespace Platform.Licensing.Violations;

/// <summary>Refused readings of a device for one reason within one minute.</summary>
internal sealed record ViolationView(long ViolationId, string DeviceId, int? WorkshopId, string Reason, DateTimeOffset Minute, int Count, DateTimeOffset LastAt);

/// <summary>All SQL of violations: one row per device, reason and minute, whatever comes.</summary>
internal sealed class ViolationStore(NpgsqlDataSource database)
{
    /// <summary>Violations are logs.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static Task AddAsync(NpgsqlTransaction transaction, LicenseViolationSeen violation) =>
        transaction.Connection!.ExecuteAsync("""
            insert into violations (device_id, tenant_id, reason, minute, count, last_at)
            values (left(@DeviceId, 50), @TenantId, left(@Reason, 50), date_trunc('minute', @OccurredAt::timestamptz, 'UTC'), @Count, @OccurredAt)
            on conflict (device_id, reason, minute) do update set
                count = violations.count + excluded.count,
                last_at = greatest(violations.last_at, excluded.last_at),
                tenant_id = coalesce(violations.tenant_id, excluded.tenant_id)
            """, violation, transaction);

    /// <summary>Violations before a number, newest first. Conditions that do not apply are not in the statement.</summary>
    public async Task<IReadOnlyList<ViolationView>> ListAsync(int? tenantId, string? deviceId, long before, int limit, CancellationToken ct)
    {
        var tenant = tenantId is null ? "" : "tenant_id = @tenantId and ";
        var device = deviceId is null ? "" : "device_id = @deviceId and ";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ViolationView>($"""
            select violation_id, device_id, tenant_id as workshop_id, reason, minute, count, last_at from violations
            where {tenant}{device}violation_id < @before order by violation_id desc limit @limit
            """, new { tenantId, deviceId, before, limit })];
    }

    /// <summary>Removes up to <paramref name="batch"/> rows that are older than <see cref="Kept"/>; returns how many.</summary>
    public async Task<int> ForgetAsync(int batch, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            delete from violations where violation_id in (select violation_id from violations where minute < @before limit @batch for update skip locked)
            """, new { before = now - Kept, batch });
    }
}
