using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Platform.DeviceProtocol;
using Platform.Telemetry.Ingest;

namespace Platform.Telemetry.Retention;

/// <summary>
/// A day's readings as gzip CSV (RFC 4180, header line, UTC), one file per tenant, and back again. The columns are the
/// table's, so that PostgreSQL's own COPY writes and reads them.
/// </summary>
internal sealed partial class DayArchive(NpgsqlDataSource database)
{
    /// <summary>How long restored readings stay before the retention job takes them out again.</summary>
    public static readonly TimeSpan RestoredFor = TimeSpan.FromDays(30);

    /// <summary>Writes a partition's rows of each tenant; a file is complete or not there. Returns the files.</summary>
    public async Task<IReadOnlyList<string>> WriteAsync(ReadingKind kind, DateOnly day, string folder, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var tenants = await connection.QueryAsync<int>($"select distinct tenant_id from {Partitions.NameOf(kind, day)}");
        var files = new List<string>();
        foreach (var tenant in tenants)
        {
            var file = PathOf(kind, tenant, day, folder);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = file + ".part";
            await using (var target = new GZipStream(File.Create(unfinished), CompressionLevel.Optimal))
            await using (var writer = new StreamWriter(target))
            {
                using var rows = await connection.BeginTextExportAsync(string.Create(CultureInfo.InvariantCulture, $"""
                    copy (select * from {Partitions.NameOf(kind, day)} where tenant_id = {tenant} order by device, time, seq) to stdout (format csv, header)
                    """), ct);
                while (await rows.ReadLineAsync(ct) is { } line) await writer.WriteLineAsync(line.AsMemory(), ct);
            }

            File.Move(unfinished, file, overwrite: true);
            files.Add(file);
        }

        return files;
    }

    /// <summary>
    /// Brings a file's rows back into the table, for <see cref="RestoredFor"/>; those that are there already are left
    /// alone. Returns how many were new.
    /// </summary>
    /// <exception cref="InvalidDataException">The file does not begin with a line of column names.</exception>
    public async Task<long> RestoreAsync(ReadingKind kind, DateOnly day, string file, DateTimeOffset now, CancellationToken ct)
    {
        await using var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(source);
        var columns = await reader.ReadLineAsync(ct) ?? "";
        if (!ColumnNames().IsMatch(columns)) throw new InvalidDataException($"{file} does not begin with a line of column names.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            insert into restored_days (partition, kept_until) values (@Partition, @KeptUntil)
            on conflict (partition) do update set kept_until = excluded.kept_until
            """, new { Partition = Partitions.NameOf(kind, day), KeptUntil = now + RestoredFor });
        await Partitions.CreateAsync(connection, kind, day, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync($"create temporary table restored (like {kind.Name}_readings) on commit drop", transaction: transaction);
        // By the file's own column names: it may be older than the table's newest column.
        await using (var rows = await connection.BeginTextImportAsync($"copy restored ({columns}) from stdin (format csv)", ct))
        {
            while (await reader.ReadLineAsync(ct) is { } line) await rows.WriteAsync($"{line}\n".AsMemory(), ct);
        }

        var restored = await connection.ExecuteAsync(
            $"insert into {kind.Name}_readings ({columns}) select {columns} from restored on conflict do nothing", transaction: transaction, commandTimeout: 600);
        await transaction.CommitAsync(ct);
        return restored;
    }

    [GeneratedRegex("^[a-z_]+(,[a-z_]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColumnNames();

    private static string PathOf(ReadingKind kind, int tenant, DateOnly day, string folder) =>
        Path.Combine(folder, kind.Name, tenant.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}.csv.gz"));
}
