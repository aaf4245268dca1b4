using Dapper;
using Npgsql;
using NpgsqlTypes;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// All SQL that stores one kind of reading, made once from the kind's list of values: binary COPY into a temporary table,
/// then one statement that inserts what is new and adds exactly that to the roll-ups.
/// </summary>
internal sealed class ReadingTable
{
    private readonly ReadingKind kind;
    private readonly string prepare, copy, merge;
    private readonly HashSet<(int PitId, long Device)> knownPits = [], newPits = [];

    public ReadingTable(ReadingKind kind)
    {
        this.kind = kind;
        var values = kind.Values.Select(v => v.Name).ToArray();
        var columns = $"device, time, seq, tenant_id, pit_id, time_source, received_at, {string.Join(", ", values)}";
        prepare = $"create temporary table if not exists incoming_{kind.Name} (like {kind.Name}_readings) on commit delete rows";
        copy = $"copy incoming_{kind.Name} ({columns}) from stdin (format binary)";
        merge = $"""
            with fresh as (
                insert into {kind.Name}_readings ({columns}) select {columns} from incoming_{kind.Name} on conflict do nothing
                returning device, pit_id, tenant_id, time, {string.Join(", ", values)}
            ), minutes as (
                {RollUp($"{kind.Name}_minutes", "minute", values)}
            ), hours as (
                {RollUp($"{kind.Name}_hours", "hour", values)}
            ), days as (
                {RollUp($"{kind.Name}_days", "day", values)}
            )
            select count(*) from fresh
            """;
    }

    /// <summary>Stores the rows in the given transaction; returns how many were new.</summary>
    public async Task<long> WriteAsync(NpgsqlTransaction transaction, IReadOnlyList<ReadingRow> rows, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(prepare, transaction: transaction);
        await using (var writer = await connection.BeginBinaryImportAsync(copy, ct))
        {
            foreach (var row in rows) await WriteRowAsync(writer, row, ct);
            await writer.CompleteAsync(ct);
        }

        await RememberPitsAsync(transaction, rows);
        return await connection.ExecuteScalarAsync<long>(merge, transaction: transaction);
    }

    /// <summary>To be called after the commit: what was written need not be written again.</summary>
    public void Committed()
    {
        knownPits.UnionWith(newPits);
        newPits.Clear();
    }

    private async Task WriteRowAsync(NpgsqlBinaryImporter writer, ReadingRow row, CancellationToken ct)
    {
        await writer.StartRowAsync(ct);
        await writer.WriteAsync(row.Device.Device.DeviceNumber, NpgsqlDbType.Bigint, ct);
        await writer.WriteAsync(row.Time.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        await writer.WriteAsync(row.Sequence, NpgsqlDbType.Bigint, ct);
        await writer.WriteAsync(row.Device.Device.TenantId!.Value, NpgsqlDbType.Integer, ct);
        await writer.WriteAsync(row.PitId, NpgsqlDbType.Integer, ct);
        await writer.WriteAsync((short)row.Source, NpgsqlDbType.Smallint, ct);
        await writer.WriteAsync(row.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        for (var i = 0; i < kind.Values.Count; i++)
        {
            if (double.IsNaN(row.Values[i])) await writer.WriteNullAsync(ct);
            else await writer.WriteAsync((float)row.Values[i], NpgsqlDbType.Real, ct);
        }
    }

    /// <summary>Records, once per process and pair, that a device reports for a pit. Known only once it is committed.</summary>
    private async Task RememberPitsAsync(NpgsqlTransaction transaction, IReadOnlyList<ReadingRow> rows)
    {
        newPits.Clear();
        foreach (var row in rows)
        {
            var device = row.Device.Device;
            if (row.PitId == 0 || knownPits.Contains((row.PitId, device.DeviceNumber)) || !newPits.Add((row.PitId, device.DeviceNumber))) continue;
            await transaction.Connection!.ExecuteAsync("""
                insert into pit_devices (pit_id, device, device_id, tenant_id, kind)
                values (@PitId, @DeviceNumber, @DeviceId, @TenantId, @Name) on conflict do nothing
                """, new { row.PitId, device.DeviceNumber, device.DeviceId, device.TenantId, kind.Name }, transaction);
        }
    }

    private static string RollUp(string table, string unit, string[] values)
    {
        var columns = string.Join(", ", values.Select(v => $"{v}_n, {v}_sum, {v}_min, {v}_max"));
        var aggregates = string.Join(", ", values.Select(v => $"count({v}), sum({v}::float8), min({v}), max({v})"));
        var additions = string.Join(", ", values.Select(v => $"""
            {v}_n = t.{v}_n + excluded.{v}_n,
            {v}_sum = coalesce(t.{v}_sum, 0) + coalesce(excluded.{v}_sum, 0),
            {v}_min = least(t.{v}_min, excluded.{v}_min), {v}_max = greatest(t.{v}_max, excluded.{v}_max)
            """));
        return $"""
            insert into {table} as t (device, pit_id, bucket, tenant_id, {columns})
            select device, pit_id, date_trunc('{unit}', time, 'UTC'), min(tenant_id), {aggregates} from fresh group by 1, 2, 3
            on conflict (device, pit_id, bucket) do update set {additions}
            """;
    }
}
