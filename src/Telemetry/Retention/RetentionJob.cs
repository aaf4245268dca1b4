using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.DeviceProtocol;
using Platform.Telemetry.Ingest;
using Platform.Telemetry.Rejected;

namespace Platform.Telemetry.Retention;

/// <summary>Once an hour: partitions for the days ahead, archive and drop of the days that are too old, one replica at a time.</summary>
internal sealed partial class RetentionJob(
    NpgsqlDataSource database, DayArchive archive, Partitions partitions, RejectedStore rejected, IOptions<ArchiveOptions> options,
    TimeProvider time, ILogger<RetentionJob> logger) : BackgroundService
{
    private const long Lock = 0x504C_4154_5245_5445;
    private const int DaysAhead = 3;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>One round; does nothing while another replica is at it.</summary>
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@Lock)", new { Lock })) return;
        try
        {
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            foreach (var kind in ReadingKind.All)
            {
                for (var ahead = 0; ahead <= DaysAhead; ahead++) await Partitions.CreateAsync(connection, kind, today.AddDays(ahead), ct);
                // A day more than is promised: a reading of the last moment may still be on its way into the table.
                foreach (var day in (await DaysToRetireAsync(connection, kind, now)).Where(d => d < today.AddDays(-options.Value.Days - 1))) await RetireAsync(connection, kind, day, ct);
                await connection.ExecuteAsync(
                    $"delete from {kind.Name}_minutes where bucket < @before", new { before = now.AddDays(-options.Value.Days) }, commandTimeout: 300);
            }

            await rejected.RemoveOldAsync(now, ct);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await RunOnceAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Archives first and drops only what is archived, when there is an archive.</summary>
    private async Task RetireAsync(NpgsqlConnection connection, ReadingKind kind, DateOnly day, CancellationToken ct)
    {
        var files = options.Value.ArchiveFolder.Length > 0 ? await archive.WriteAsync(kind, day, options.Value.ArchiveFolder, ct) : [];
        await connection.ExecuteAsync($"drop table {Partitions.NameOf(kind, day)}");
        partitions.Forget(kind, day);
        LogRetired(kind.Name, day, files.Count);
    }

    /// <summary>Days that have a partition, without those that were brought back from the archive for a while.</summary>
    private static async Task<IReadOnlyList<DateOnly>> DaysToRetireAsync(NpgsqlConnection connection, ReadingKind kind, DateTimeOffset now) =>
    [
        .. (await connection.QueryAsync<string>("""
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = @parent::regclass and not exists (select 1 from restored_days r where r.partition = c.relname and r.kept_until > @now)
            """, new { parent = $"{kind.Name}_readings", now }))
            .Select(name => DateOnly.ParseExact(name[^8..], "yyyyMMdd", CultureInfo.InvariantCulture))
            .Order(),
    ];

    [LoggerMessage(5301, LogLevel.Information, "Retired {Kind} readings of {Day} into {Files} archive files")]
    private partial void LogRetired(string kind, DateOnly day, int files);

    [LoggerMessage(5302, LogLevel.Error, "Retention could not finish; it tries again in an hour")]
    private partial void LogRoundFailed(Exception exception);
}
