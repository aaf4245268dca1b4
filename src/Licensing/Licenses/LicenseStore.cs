using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Licensing.Leases;
using Platform.Licensing.Tenants;
using Platform.Messaging;

namespace Platform.Licensing.Licenses;

/// <summary>What came of throwing a switch.</summary>
internal abstract record Thrown
{
    /// <summary>It fell; the license as it is now.</summary>
    public sealed record Done(LicenseRow License, Guid SwitchId) : Thrown;

    /// <summary>There is no such license.</summary>
    public sealed record NoLicense : Thrown;

    /// <summary>The license's time is over and no new end was given.</summary>
    public sealed record TimeIsOver(DateTimeOffset ExpiredAt) : Thrown;

    /// <summary>The license's workshop is suspended.</summary>
    public sealed record WorkshopIsSuspended : Thrown;
}

/// <summary>All SQL that changes licenses. A change, its record and its event are one transaction.</summary>
internal sealed class LicenseStore(NpgsqlDataSource database, LeaseSigner signer, LiveSwitches live)
{
    /// <summary>
    /// Issues the license of a new device with its first lease; nothing when it has one. In a suspended workshop it is
    /// suspended from the start and gets its lease when the workshop is served again.
    /// </summary>
    public async Task IssueAsync(NpgsqlTransaction transaction, DeviceFacts device, DateTimeOffset now)
    {
        var tenant = await TenantStore.SuspensionAsync(transaction, device.TenantId);
        var license = await transaction.Connection!.QuerySingleOrDefaultAsync<LicenseRow>($"""
            insert into licenses (license_key, device_id, tenant_id, device_version, status, reason, issued_at, changed_at, renew_at)
            values (@LicenseKey, @DeviceId, @TenantId, @Version, @status, @reason, @now, @now, @now)
            on conflict do nothing
            returning {LicenseRow.Columns}
            """,
            new
            {
                device.LicenseKey,
                device.DeviceId,
                device.TenantId,
                device.Version,
                status = (tenant is null ? LicenseStatus.Active : LicenseStatus.Suspended).Word(),
                reason = tenant is null ? "" : LicenseRules.WorkshopSuspendedReason,
                now,
            },
            transaction);
        if (license is null) return;
        await Outbox.AddAsync(transaction, new LicenseIssued(license.Facts, now), license.Stream, now);
        if (tenant is null) await signer.RenewAsync(transaction, [license], now);
        else await SuspendNewAsync(transaction, license, tenant.Actor, now);
    }

    /// <summary>
    /// Throws the switch of the license with that key or device id. The outcome is decided on the row that the update then
    /// finds unchanged (by its version); when somebody else was faster it is decided anew.
    /// </summary>
    public async Task<Thrown> SwitchAsync(LicenseName name, SwitchRequest request, string actor, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        while (true)
        {
            if (await FindAsync(transaction, name) is not { } license) return new Thrown.NoLicense();
            var from = LicenseWords.Parse(license.Status);
            var isWorkshopSuspended = request.To == LicenseStatus.Active && await TenantStore.SuspensionAsync(transaction, license.TenantId) is not null;
            switch (LicenseRules.Switch(from, license.ChangedAt, license.ExpiresAt, request, now, isWorkshopSuspended))
            {
                case SwitchOutcome.WorkshopIsSuspended:
                    return new Thrown.WorkshopIsSuspended();
                case SwitchOutcome.TimeIsOver over:
                    return new Thrown.TimeIsOver(over.ExpiredAt);
                case SwitchOutcome.Switched switched:
                    if (await UpdateAsync(transaction, license, switched) is not { } changed) continue;
                    var switchId = await SwitchRecords.AddAsync(transaction, changed, from, request.Reason, actor, now);
                    await Outbox.AddAsync(transaction, SwitchRecords.EventOf(changed, switchId, request.Reason, now), changed.Stream, now);
                    if (switched.Status == LicenseStatus.Active) await signer.RenewAsync(transaction, [changed], now);
                    await transaction.CommitAsync(ct);
                    live.Tell([switchId]);
                    return new Thrown.Done(changed, switchId);
            }
        }
    }

    /// <summary>Ends up to <paramref name="batch"/> licenses whose time is over; returns how many.</summary>
    public async Task<int> ExpireAsync(int batch, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var expired = (await connection.QueryAsync<LicenseRow>($"""
            update licenses set status = 'expired', reason = @reason, changed_at = @now, version = version + 1
            where license_number in (
                select license_number from licenses where status = 'active' and expires_at <= @now order by expires_at limit @batch for update skip locked)
            returning {LicenseRow.Columns}
            """, new { now, batch, reason = LicenseRules.ExpiredReason }, transaction)).AsList();
        var switches = new List<Guid>(expired.Count);
        foreach (var license in expired)
        {
            var switchId = await SwitchRecords.AddAsync(transaction, license, LicenseStatus.Active, LicenseRules.ExpiredReason, "service:licensing", now);
            switches.Add(switchId);
            await Outbox.AddAsync(transaction, new LicenseExpired(license.Facts, switchId, now), license.Stream, now);
        }

        await transaction.CommitAsync(ct);
        live.Tell(switches);
        return expired.Count;
    }

    private static Task<LicenseRow?> FindAsync(NpgsqlTransaction transaction, LicenseName name) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<LicenseRow>(
            $"select {LicenseRow.Columns} from licenses where {name.Column} = @Value", new { name.Value }, transaction);

    private static Task<LicenseRow?> UpdateAsync(NpgsqlTransaction transaction, LicenseRow license, SwitchOutcome.Switched switched) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<LicenseRow>($"""
            update licenses set status = @status, reason = @Reason, changed_at = @ChangedAt, expires_at = @ExpiresAt, version = version + 1
            where license_number = @LicenseNumber and version = @Version
            returning {LicenseRow.Columns}
            """,
            new { license.LicenseNumber, license.Version, status = switched.Status.Word(), switched.Reason, switched.ChangedAt, switched.ExpiresAt }, transaction);

    /// <summary>The switch's record and command of a license that never was active. Its version is a new one, so that those who keep the facts take both events.</summary>
    private static async Task SuspendNewAsync(NpgsqlTransaction transaction, LicenseRow issued, string actor, DateTimeOffset now)
    {
        var license = await transaction.Connection!.QuerySingleAsync<LicenseRow>(
            $"update licenses set version = version + 1 where license_number = @LicenseNumber returning {LicenseRow.Columns}", new { issued.LicenseNumber }, transaction);
        var switchId = await SwitchRecords.AddAsync(transaction, license, LicenseStatus.Active, license.Reason, actor, now);
        await Outbox.AddAsync(transaction, SwitchRecords.EventOf(license, switchId, license.Reason, now), license.Stream, now);
    }
}

/// <summary>How a license is named: by its key or by its device.</summary>
internal sealed record LicenseName
{
    private LicenseName(string column, string value) => (Column, Value) = (column, value);

    /// <summary>A column of <c>licenses</c>; one of two constants, never from outside.</summary>
    public string Column { get; }

    public string Value { get; }

    public static LicenseName OfKey(string key) => new("license_key", key);

    public static LicenseName OfDevice(string deviceId) => new("device_id", deviceId);
}
