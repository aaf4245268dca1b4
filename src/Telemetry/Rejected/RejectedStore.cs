using Dapper;
using Npgsql;

namespace Platform.Telemetry.Rejected;

/// <summary>All SQL of rejected messages.</summary>
internal sealed class RejectedStore(NpgsqlDataSource database)
{
    /// <summary>How long they can be looked at.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Adds a batch's counts to the minute's rows, in the batch's transaction.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, RejectedCounts rejected)
    {
        if (rejected.IsEmpty) return;
        // In one order everywhere, so that two shards that touch the same rows wait for each other instead of deadlocking.
        await transaction.Connection!.ExecuteAsync("""
            insert into rejected_messages as r (tenant_id, device_id, topic, reason, detail, minute, count, last_at, sample)
            values (@TenantId, @DeviceId, @Topic, @Reason, @Detail, @Minute, @Count, @LastAt, @Sample)
            on conflict (tenant_id, minute, reason, device_id, topic) do update
            set count = r.count + excluded.count, last_at = excluded.last_at, detail = excluded.detail, sample = excluded.sample
            """, rejected.Rows.OrderBy(r => r.TenantId).ThenBy(r => r.Reason, StringComparer.Ordinal).ThenBy(r => r.DeviceId, StringComparer.Ordinal).ThenBy(r => r.Topic, StringComparer.Ordinal), transaction);
    }

    /// <summary>
    /// Newest first; a tenant sees its own, an admin (null) all, also those that belong to no tenant. Conditions that do not
    /// apply are not in the statement, so that the right index is used.
    /// </summary>
    public async Task<IReadOnlyList<RejectedMessage>> ListAsync(int? tenantScope, string? deviceId, string? reason, long? before, int take, CancellationToken ct)
    {
        var tenant = tenantScope is null ? "" : "tenant_id = @tenantScope and ";
        var device = deviceId is null ? "" : "device_id = @deviceId and ";
        var why = reason is null ? "" : "reason = @reason and ";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RejectedMessage>($"""
            select id, tenant_id, device_id, topic, reason, detail, minute, count, last_at, sample
            from rejected_messages
            where {tenant}{device}{why}id < @before
            order by id desc limit @take
            """, new { tenantScope, deviceId, reason, before = before ?? long.MaxValue, take })];
    }

    /// <summary>Removes what is older than <see cref="KeptFor"/>, at most 10,000 rows; returns how many.</summary>
    public async Task<int> RemoveOldAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from rejected_messages where id in (select id from rejected_messages where minute < @before limit 10000)", new { before = now - KeptFor });
    }
}

/// <summary>Messages of one sender that were set aside for one reason within one minute.</summary>
/// <param name="Id">For paging.</param>
/// <param name="TenantId">The tenant of the topic.</param>
/// <param name="DeviceId">The sender as it claimed to be.</param>
/// <param name="Topic">Where it was published (routing key).</param>
/// <param name="Reason">Stable code.</param>
/// <param name="Detail">The field at fault, if one was.</param>
/// <param name="Minute">UTC minute.</param>
/// <param name="Count">How many.</param>
/// <param name="LastAt">The newest of them.</param>
/// <param name="Sample">Start of one payload, keys removed.</param>
internal sealed record RejectedMessage(
    long Id, int? TenantId, string DeviceId, string Topic, string Reason, string Detail, DateTimeOffset Minute, int Count, DateTimeOffset LastAt, string Sample);
