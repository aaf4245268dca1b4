using Dapper;
using Npgsql;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Readings;

/// <summary>All SQL that reads a pit's or device's readings back.</summary>
internal sealed class ReadingStore(NpgsqlDataSource database)
{
    /// <summary>Most rows of one answer with raw readings; beyond, the caller asks for a shorter range.</summary>
    public const int MaxRaw = 35_000;

    /// <summary>The tenant of a pit or device, and its devices' numbers, as far as readings of them are known.</summary>
    public async Task<ReadingSource?> FindPitAsync(int pitId, ReadingKind kind, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var devices = (await connection.QueryAsync<(long Device, int TenantId)>(
            "select device, tenant_id from pit_devices where pit_id = @pitId and kind = @Name", new { pitId, kind.Name })).AsList();
        return devices.Count == 0 ? null : new ReadingSource(devices[0].TenantId, pitId, [.. devices.Select(d => d.Device)]);
    }

    /// <summary>The newest reading, or null. The partitions are searched from the newest backwards and the search ends at the first hit.</summary>
    public async Task<ReadingPoint?> LatestAsync(ReadingSource source, ReadingKind kind, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var points = new List<ReadingPoint?>(source.Devices.Count);
        foreach (var device in source.Devices) points.Add(await LatestOfAsync(connection, source, device, kind, ct));
        return points.OfType<ReadingPoint>().MaxBy(p => p.Time);
    }

    /// <summary>Readings or roll-ups in time order; null when there are more than <see cref="MaxRaw"/> readings, because a part of them would look like all.</summary>
    public async Task<IReadOnlyList<ReadingPoint>?> HistoryAsync(
        ReadingSource source, ReadingKind kind, DateTimeOffset from, DateTimeOffset to, Resolution resolution, CancellationToken ct)
    {
        var sql = resolution == Resolution.Raw
            ? $"""
              select {RawColumns(kind)}
              from {kind.Name}_readings
              where tenant_id = $1 and device = any($2) and ($3 = 0 or pit_id = $3) and time >= $4 and time < $5
              order by time limit {MaxRaw + 1}
              """
            : $"""
              select bucket, {string.Join(", ", kind.Values.Select(v => $"(sum({v.Name}_sum) / nullif(sum({v.Name}_n), 0))::real, min({v.Name}_min), max({v.Name}_max)"))}, sum({kind.CountedBy.Name}_n)
              from {kind.Name}_{TableOf(resolution)}
              where tenant_id = $1 and device = any($2) and ($3 = 0 or pit_id = $3) and bucket >= $4 and bucket < $5
              group by bucket order by bucket
              """;
        await using var command = database.CreateCommand(sql);
        Bind(command, source, from, to);
        var points = await ReadAsync(command, kind, isRollUp: resolution != Resolution.Raw, ct);
        return resolution == Resolution.Raw && points.Count > MaxRaw ? null : points;
    }

    /// <summary>The newest readings of one device before a time, newest first.</summary>
    public async Task<IReadOnlyList<ReadingPoint>> NewestAsync(
        ReadingSource source, long device, ReadingKind kind, DateTimeOffset before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await NewestAsync(connection, source, device, kind, before, limit, ct);
    }

    private static async Task<ReadingPoint?> LatestOfAsync(NpgsqlConnection connection, ReadingSource source, long device, ReadingKind kind, CancellationToken ct) =>
        await NewestAsync(connection, source, device, kind, DateTimeOffset.MaxValue, limit: 1, ct) is [var newest, ..] ? newest : null;

    private static async Task<IReadOnlyList<ReadingPoint>> NewestAsync(
        NpgsqlConnection connection, ReadingSource source, long device, ReadingKind kind, DateTimeOffset before, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"""
            select {RawColumns(kind)}
            from {kind.Name}_readings
            where tenant_id = $1 and device = $2 and ($3 = 0 or pit_id = $3) and time < $4
            order by time desc, seq desc limit $5
            """, connection);
        command.Parameters.AddWithValue(source.TenantId);
        command.Parameters.AddWithValue(device);
        command.Parameters.AddWithValue(source.PitId);
        command.Parameters.AddWithValue(before.UtcDateTime);
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, kind, isRollUp: false, ct);
    }

    private static string RawColumns(ReadingKind kind) => $"time, {string.Join(", ", kind.Values.Select(v => v.Name))}, seq, received_at, time_source";

    private static void Bind(NpgsqlCommand command, ReadingSource source, DateTimeOffset from, DateTimeOffset to)
    {
        command.Parameters.AddWithValue(source.TenantId);
        command.Parameters.AddWithValue(source.Devices.ToArray());
        command.Parameters.AddWithValue(source.PitId);
        command.Parameters.AddWithValue(from.UtcDateTime);
        command.Parameters.AddWithValue(to.UtcDateTime);
    }

    private static async Task<IReadOnlyList<ReadingPoint>> ReadAsync(NpgsqlCommand command, ReadingKind kind, bool isRollUp, CancellationToken ct)
    {
        var points = new List<ReadingPoint>();
        var rest = 1 + (kind.Values.Count * (isRollUp ? 3 : 1));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var values = new ReadingAggregate[kind.Values.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = isRollUp
                    ? new(Float(rows, 1 + (i * 3)), Float(rows, 2 + (i * 3)), Float(rows, 3 + (i * 3)))
                    : new(Float(rows, 1 + i), null, null);
            }

            points.Add(new ReadingPoint(Time(rows, 0), values)
            {
                Count = isRollUp ? rows.GetInt64(rest) : null,
                Raw = isRollUp ? null : new(rows.GetInt64(rest), Time(rows, rest + 1), (TimeSource)rows.GetInt16(rest + 2)),
            });
        }

        return points;
    }

    private static DateTimeOffset Time(NpgsqlDataReader row, int column) => new(row.GetDateTime(column), TimeSpan.Zero);

    private static float? Float(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFloat(column);

    private static string TableOf(Resolution resolution) => resolution switch
    {
        Resolution.Minute => "minutes",
        Resolution.Hour => "hours",
        Resolution.Day => "days",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "Raw readings have no roll-up table."),
    };
}

/// <summary>Whose readings are asked for. A pit id of 0 means all of the devices' readings, wherever they were mounted.</summary>
internal sealed record ReadingSource(int TenantId, int PitId, IReadOnlyList<long> Devices);

/// <summary>One point of time with the kind's values in order.</summary>
internal sealed record ReadingPoint(DateTimeOffset Time, ReadingAggregate[] Values)
{
    /// <summary>How many readings a roll-up is made of.</summary>
    public long? Count { get; init; }

    /// <summary>What is known of a single reading beside its values.</summary>
    public ReadingOrigin? Raw { get; init; }
}

/// <summary>Where a single reading came from.</summary>
internal sealed record ReadingOrigin(long Sequence, DateTimeOffset ReceivedAt, TimeSource Source);

/// <summary>A value, and for roll-ups its band.</summary>
internal readonly record struct ReadingAggregate(float? Value, float? Min, float? Max);
