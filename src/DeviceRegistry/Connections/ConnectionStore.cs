using Dapper;
using Npgsql;
using Platform.Contracts.MqttBridge;

namespace Platform.DeviceRegistry.Connections;

/// <summary>What the broker saw of a device, without the refusals.</summary>
internal sealed record ConnectionRow(long DeviceNumber, int? WorkshopId, int? PitId, DateTimeOffset? FirstConnectedAt, DateTimeOffset? ConnectedAt, DateTimeOffset? LastMessageAt);

/// <summary>A refusal as the API shows it; the same one within an hour is one that counts.</summary>
/// <param name="At">The newest time.</param>
/// <param name="FirstAt">The first time within the hour.</param>
/// <param name="Reason"><c>wrong_password</c>, <c>wrong_client_id</c>, <c>wrong_topic</c>, <c>cut_off</c>, <c>not_assigned</c> or <c>decommissioned</c>.</param>
/// <param name="Detail">The client id that was given, or what was tried on which topic, such as <c>publish workshop/…</c>; empty for other reasons.</param>
/// <param name="Count">How often.</param>
internal sealed record RefusalView(DateTimeOffset At, DateTimeOffset FirstAt, string Reason, string Detail, long Count);

/// <summary>All SQL of what the broker saw. Devices are taken in the order of their numbers, so that batches do not wait for each other in a circle.</summary>
internal sealed class ConnectionStore(NpgsqlDataSource database)
{
    /// <summary>A device keeps this many refusals, the newest.</summary>
    public const int Kept = 50;

    public static Task ConnectedAsync(NpgsqlTransaction transaction, IReadOnlyList<DeviceConnected> connected) =>
        transaction.Connection!.ExecuteAsync("""
            insert into device_connections (device_number, first_connected_at, connected_at)
            select d.device_number, min(c.at), max(c.at)
            from unnest(@ids, @times) c (device_id, at) join devices d using (device_id)
            group by d.device_number order by d.device_number
            on conflict (device_number) do update set
                first_connected_at = least(device_connections.first_connected_at, excluded.first_connected_at),
                connected_at = greatest(device_connections.connected_at, excluded.connected_at)
            """,
            new { ids = connected.Select(c => c.DeviceId).ToArray(), times = connected.Select(c => c.At.ToUniversalTime()).ToArray() }, transaction);

    /// <summary>Counts the refusals and forgets those beyond <see cref="Kept"/> of the same devices.</summary>
    public static async Task RefusedAsync(NpgsqlTransaction transaction, IReadOnlyList<DeviceConnectionRefused> refusals)
    {
        var devices = (await transaction.Connection!.QueryAsync<long>("""
            insert into connection_refusals (device_number, reason, detail, hour, count, first_at, at)
            select d.device_number, r.reason, r.detail, date_trunc('hour', r.at, 'UTC'), sum(r.count), min(r.at), max(r.at)
            from unnest(@ids, @reasons, @details, @counts, @times) r (device_id, reason, detail, count, at) join devices d using (device_id)
            group by 1, 2, 3, 4 order by 1, 2, 3, 4
            on conflict (device_number, reason, detail, hour) do update set
                count = connection_refusals.count + excluded.count,
                first_at = least(connection_refusals.first_at, excluded.first_at),
                at = greatest(connection_refusals.at, excluded.at)
            returning device_number
            """,
            new
            {
                ids = refusals.Select(r => r.DeviceId).ToArray(),
                reasons = refusals.Select(r => r.Reason).ToArray(),
                details = refusals.Select(r => r.Detail).ToArray(),
                counts = refusals.Select(r => r.Count).ToArray(),
                times = refusals.Select(r => r.At.ToUniversalTime()).ToArray(),
            },
            transaction)).Distinct().ToArray();
        await transaction.Connection!.ExecuteAsync("""
            delete from connection_refusals where refusal_id in (
                select refusal_id from (
                    select refusal_id, row_number() over (partition by device_number order by at desc, refusal_id desc) as place
                    from connection_refusals where device_number = any(@devices)) newest
                where place > @Kept)
            """, new { devices, Kept }, transaction);
    }

    public async Task<ConnectionRow?> FindAsync(int? tenantId, string deviceId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ConnectionRow>("""
            select d.device_number, d.tenant_id as workshop_id, d.pit_id, c.first_connected_at, c.connected_at, s.last_seen_at as last_message_at
            from devices d join device_presence s using (device_number) left join device_connections c using (device_number)
            where d.device_id = @deviceId and (@tenantId::int is null or d.tenant_id = @tenantId)
            """, new { tenantId, deviceId });
    }

    /// <summary>Refusals of a device that the caller may see, newest first.</summary>
    public async Task<IReadOnlyList<RefusalView>> RefusalsAsync(long deviceNumber, DateTimeOffset? since, CancellationToken ct)
    {
        var shown = since is null ? "" : "and at >= @since";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RefusalView>($"""
            select at, first_at, reason, detail, count from connection_refusals where device_number = @deviceNumber {shown} order by at desc, refusal_id desc limit @Kept
            """, new { deviceNumber, since, Kept })];
    }
}
