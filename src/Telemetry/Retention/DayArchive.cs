using System.Globalization;
using System.IO.Compression;
using Dapper;
using Npgsql;
using Platform.DeviceProtocol;
using Platform.Telemetry.Ingest;

namespace Platform.Telemetry.Retention;

/// <summary>
/// A day's readings as gzip CSV (RFC 4180, header line, UTC), one file per tenant, and back again. The columns are the
/// table's, so that PostgreSQL's own COPY writes and reads them.
/// </summary>
internal sealed class DayArchive(NpgsqlDataSource database)
{
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

    /// <summary>Brings a file's rows back into the table; those that are there already are left alone. Returns how many were new.</summary>
    public async Task<long> RestoreAsync(ReadingKind kind, DateOnly day, string file, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await Partitions.CreateAsync(connection, kind, day, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync($"create temporary table restored (like {kind.Name}_readings) on commit drop", transaction: transaction);
        await using (var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
        using (var reader = new StreamReader(source))
        {
            await using var rows = await connection.BeginTextImportAsync("copy restored from stdin (format csv, header)", ct);
            while (await reader.ReadLineAsync(ct) is { } line) await rows.WriteAsync($"{line}\n".AsMemory(), ct);
        }

        var restored = await connection.ExecuteAsync($"insert into {kind.Name}_readings select * from restored on conflict do nothing", transaction: transaction, commandTimeout: 600);
        await transaction.CommitAsync(ct);
        return restored;
    }

    private static string PathOf(ReadingKind kind, int tenant, DateOnly day, string folder) =>
        Path.Combine(folder, kind.Name, tenant.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}.csv.gz"));
}
