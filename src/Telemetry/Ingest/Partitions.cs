using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Npgsql;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Ingest;

/// <summary>Day partitions of the readings' tables (UTC days): made ahead by the daily job, and at need for late readings.</summary>
internal sealed class Partitions
{
    private const long Lock = 0x504C_4154_5041_5254;
    private readonly ConcurrentDictionary<(string Kind, DateOnly Day), bool> known = new();

    /// <summary>Makes the partitions for these times if they are missing. Not inside a transaction: a partition stays even when the batch fails.</summary>
    public async Task EnsureAsync(NpgsqlConnection connection, ReadingKind kind, IEnumerable<DateTimeOffset> times, CancellationToken ct)
    {
        foreach (var day in times.Select(t => DateOnly.FromDateTime(t.UtcDateTime)).Distinct())
        {
            if (known.ContainsKey((kind.Name, day))) continue;
            await CreateAsync(connection, kind, day, ct);
            known[(kind.Name, day)] = true;
        }
    }

    /// <summary>The partition's name, such as <c>environment_readings_20261120</c>.</summary>
    public static string NameOf(ReadingKind kind, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{kind.Name}_readings_{day:yyyyMMdd}");

    /// <summary>Forgets a day whose partition was dropped.</summary>
    public void Forget(ReadingKind kind, DateOnly day) => known.TryRemove((kind.Name, day), out _);

    /// <summary>Creates a day's partition; replicas that need it at the same time take turns.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, ReadingKind kind, DateOnly day, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync("select pg_advisory_xact_lock(@Lock)", new { Lock }, transaction);
        await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            create table if not exists {NameOf(kind, day)} partition of {kind.Name}_readings
            for values from ('{day:yyyy-MM-dd} 00:00:00+00') to ('{day.AddDays(1):yyyy-MM-dd} 00:00:00+00')
            """), transaction: transaction);
        await transaction.CommitAsync(ct);
    }
}
