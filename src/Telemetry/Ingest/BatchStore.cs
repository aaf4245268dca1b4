using System.Globalization;
using Npgsql;
using Platform.Contracts.Telemetry;
using Platform.Messaging;
using Platform.Telemetry.Rejected;
using Platform.Telemetry.Rules;

namespace Platform.Telemetry.Ingest;

/// <summary>Writes a batch in one transaction: readings and roll-ups, what was set aside, and the events about violations and alerts.</summary>
internal sealed partial class BatchStore(
    NpgsqlDataSource database, Partitions partitions, ViolationThrottle violations, RuleWatch rules, ILogger<BatchStore> logger) : IAsyncDisposable
{
    private readonly Dictionary<string, ReadingTable> tables = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Kept open: its temporary tables and prepared statements live as long as it does.</summary>
    private NpgsqlConnection? connection;

    /// <summary>To be called before the first batch of a consumer: somebody else may have been at work since the last one.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        rules.Forget();
        await rules.WaitAsync(ct);
    }

    /// <summary>Stores the batch; when this returns it is committed.</summary>
    /// <exception cref="NpgsqlException">The database is away, or refuses for a reason that is not one row's.</exception>
    public async Task WriteAsync(Batch batch, DateTimeOffset now, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await WriteRowsAsync(batch, batch.Rows, now, ct);
        }
        catch
        {
            if (connection is not null) await connection.DisposeAsync();
            connection = null;
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// Writes <paramref name="rows"/>; when the database refuses the data itself, halves them until the one bad row is
    /// alone, and sets that one aside. The rest is kept.
    /// </summary>
    private async Task WriteRowsAsync(Batch batch, List<ReadingRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await WriteOnceAsync(batch, rows, now, ct);
        }
        catch (PostgresException exception) when (IsAboutData(exception) && rows.Count > 0)
        {
            if (rows.Count == 1)
            {
                LogNotStorable(rows[0].Device.Device.DeviceId, exception.SqlState, exception.MessageText);
                batch.Rejected.AddStored(rows[0], RejectReason.NotStorable, exception.SqlState, now);
                await WriteOnceAsync(batch, [], now, ct);
                batch.Remove(rows[0]);
                return;
            }

            // Both made first: setting a row aside takes it out of the batch's own list, which may be the one being halved.
            var (first, second) = (rows[..(rows.Count / 2)], rows[(rows.Count / 2)..]);
            await WriteRowsAsync(batch, first, now, ct);
            await WriteRowsAsync(batch, second, now, ct);
        }
    }

    private async Task WriteOnceAsync(Batch batch, List<ReadingRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        connection ??= await database.OpenConnectionAsync(ct);
        foreach (var kind in rows.GroupBy(r => r.Kind)) await partitions.EnsureAsync(connection, kind.Key, kind.Select(r => r.Time), ct);

        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var kind in rows.GroupBy(r => r.Kind))
        {
            if (!tables.TryGetValue(kind.Key.Name, out var table)) tables[kind.Key.Name] = table = new ReadingTable(kind.Key);
            await table.WriteAsync(transaction, [.. kind], ct);
        }

        await RejectedStore.AddAsync(transaction, batch.Rejected);
        foreach (var seen in violations.Due(batch.Violations, now))
            await Outbox.AddAsync(transaction, seen, string.Create(CultureInfo.InvariantCulture, $"violation:{StreamOf(seen)}"), now);
        await rules.JudgeAsync(transaction, rows, now);
        await transaction.CommitAsync(ct);
        rules.Committed();
        foreach (var table in tables.Values) table.Committed();
        violations.Commit(batch.Violations, now);
        batch.Rejected.Clear();
        batch.Violations.Clear();
    }

    private static string StreamOf(object message) => message switch
    {
        LicenseViolationSeen seen => seen.DeviceId,
        DeviceDisobeyed disobeyed => disobeyed.DeviceId,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no stream."),
    };

    /// <summary>Classes 22 (data exception) and 23 (constraint): one row's fault, not the server's.</summary>
    private static bool IsAboutData(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal) || exception.SqlState.StartsWith("23", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        gate.Dispose();
    }

    [LoggerMessage(5101, LogLevel.Error, "A reading of {DeviceId} could not be stored ({SqlState}: {Problem})")]
    private partial void LogNotStorable(string deviceId, string sqlState, string problem);
}
