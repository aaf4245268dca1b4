using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Contracts.Telemetry;

namespace Platform.Licensing.Violations;

/// <summary>Refused readings of a device for one reason within one minute.</summary>
internal sealed record ViolationView(long ViolationId, string DeviceId, int? WorkshopId, string Reason, DateTimeOffset Minute, int Count, DateTimeOffset LastAt);

/// <summary>Which violations are asked for; null is all.</summary>
/// <param name="DeviceId">As the sender claimed to be.</param>
/// <param name="Reason">Stable code.</param>
/// <param name="From">Of that minute and later.</param>
/// <param name="To">Of earlier minutes.</param>
internal sealed record ViolationFilter(string? DeviceId, string? Reason, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>A place in the list, for the cursor.</summary>
internal sealed record ViolationPlace(DateTimeOffset Minute, long ViolationId)
{
    public static ViolationPlace Of(ViolationView violation) => new(violation.Minute, violation.ViolationId);

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ViolationPlace? Read(string cursor)
    {
        var parts = cursor.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && minute <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() / 60
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(DateTimeOffset.FromUnixTimeSeconds(minute * 60), id)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minute.ToUnixTimeSeconds() / 60}-{ViolationId}");
}

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

    /// <summary>Violations after a place in the list, newest minute first. Conditions that do not apply are not in the statement.</summary>
    public async Task<IReadOnlyList<ViolationView>> ListAsync(int? tenantId, ViolationFilter filter, ViolationPlace? after, int limit, CancellationToken ct)
    {
        var where = new List<string>();
        if (tenantId is not null) where.Add("tenant_id = @tenantId");
        if (filter.DeviceId is not null) where.Add("device_id = @DeviceId");
        if (filter.Reason is not null) where.Add("reason = @Reason");
        if (filter.From is not null) where.Add("minute >= @From");
        if (filter.To is not null) where.Add("minute < @To");
        if (after is not null) where.Add("(minute, violation_id) < (@Minute, @ViolationId)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ViolationView>($"""
            select violation_id, device_id, tenant_id as workshop_id, reason, minute, count, last_at from violations
            {(where.Count == 0 ? "" : "where " + string.Join(" and ", where))}
            order by minute desc, violation_id desc limit @limit
            """,
            new
            {
                tenantId,
                filter.DeviceId,
                filter.Reason,
                From = filter.From?.ToUniversalTime(),
                To = filter.To?.ToUniversalTime(),
                after?.Minute,
                after?.ViolationId,
                limit,
            })];
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
