using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Licensing.Leases;
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
}

/// <summary>All SQL that changes licenses. A change, its record and its event are one transaction.</summary>
internal sealed class LicenseStore(NpgsqlDataSource database, LeaseSigner signer)
{
    /// <summary>Issues the license of a new device with its first lease; nothing when it has one.</summary>
    public async Task IssueAsync(NpgsqlTransaction transaction, DeviceFacts device, DateTimeOffset now)
    {
        var license = await transaction.Connection!.QuerySingleOrDefaultAsync<LicenseRow>($"""
            insert into licenses (license_key, device_id, tenant_id, status, reason, issued_at, changed_at, renew_at)
            values (@LicenseKey, @DeviceId, @TenantId, 'active', '', @now, @now, @now)
            on conflict do nothing
            returning {LicenseRow.Columns}
            """, new { device.LicenseKey, device.DeviceId, device.TenantId, now }, transaction);
        if (license is null) return;
        await Outbox.AddAsync(transaction, new LicenseIssued(license.Facts, now), license.Stream, now);
        await signer.RenewAsync(transaction, [license], now);
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
            switch (LicenseRules.Switch(from, license.ChangedAt, license.ExpiresAt, request, now))
            {
                case SwitchOutcome.TimeIsOver over:
                    return new Thrown.TimeIsOver(over.ExpiredAt);
                case SwitchOutcome.Switched switched:
                    if (await UpdateAsync(transaction, license, switched) is not { } changed) continue;
                    var switchId = await RecordAsync(transaction, changed, from, request.Reason, actor, now);
                    await Outbox.AddAsync(transaction, EventOf(changed, switchId, request.Reason, now), changed.Stream, now);
                    if (switched.Status == LicenseStatus.Active) await signer.RenewAsync(transaction, [changed], now);
                    await transaction.CommitAsync(ct);
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
        foreach (var license in expired)
        {
            var switchId = await RecordAsync(transaction, license, LicenseStatus.Active, LicenseRules.ExpiredReason, "service:licensing", now);
            await Outbox.AddAsync(transaction, new LicenseExpired(license.Facts, switchId, now), license.Stream, now);
        }

        await transaction.CommitAsync(ct);
        return expired.Count;
    }

    /// <summary>Notes how the command that a switch caused ended; the first confirmation stays.</summary>
    public static Task CommandFinishedAsync(NpgsqlTransaction transaction, CommandFinished command) =>
        transaction.Connection!.ExecuteAsync("""
            update switches set command_status = @Status, command_finished_at = @OccurredAt,
                                confirmed_at = case when @Status = 'succeeded' then @OccurredAt end
            where switch_id = @CauseId and confirmed_at is null
            """, new { command.Status, command.OccurredAt, command.CauseId }, transaction);

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

    private static async Task<Guid> RecordAsync(NpgsqlTransaction transaction, LicenseRow license, LicenseStatus from, string reason, string actor, DateTimeOffset now)
    {
        var switchId = Guid.CreateVersion7(now);
        await transaction.Connection!.ExecuteAsync("""
            insert into switches (switch_id, license_number, from_status, to_status, reason, actor, at, version)
            values (@switchId, @LicenseNumber, @from, @Status, @reason, @actor, @now, @Version)
            """, new { switchId, license.LicenseNumber, from = from.Word(), license.Status, reason, actor, now, license.Version }, transaction);
        return switchId;
    }

    private static object EventOf(LicenseRow license, Guid switchId, string reason, DateTimeOffset now) => license.Facts.Status == LicenseStatus.Active
        ? new LicenseActivated(license.Facts, switchId, reason, now)
        : new LicenseSuspended(license.Facts, switchId, now);
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
