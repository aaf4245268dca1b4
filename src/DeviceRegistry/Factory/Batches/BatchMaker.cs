using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Factory;

/// <summary>
/// Makes the units of ordered batches, a chunk per transaction: devices, their first ledger entry, sealed secrets, the events that
/// Licensing issues licenses for, and how many there are by now. So a process that dies leaves whole chunks, and the next one goes
/// on; replicas take different batches. It waits while the outbox is long: a switch of a license must not stand behind a batch.
/// </summary>
internal sealed partial class BatchMaker(NpgsqlDataSource database, UnitTypes types, UnitVault vault, TimeProvider time, ILogger<BatchMaker> logger) : IRound
{
    private const int Chunk = 250, MaxTries = 5, MaxWaitingMessages = 500;

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await MakeChunkAsync(time.GetUtcNow(), ct))
        {
        }
    }

    /// <summary>One chunk of the oldest batch in work; false when there is nothing to do now.</summary>
    private async Task<bool> MakeChunkAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var waiting = await connection.QuerySingleAsync<int>(
            "select count(*) from (select 1 from outbox_messages where dead_at is null limit @MaxWaitingMessages) o", new { MaxWaitingMessages });
        if (waiting >= MaxWaitingMessages) return false;
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var batch = await connection.QuerySingleOrDefaultAsync<InWork>("""
            select batch_number, device_type, firmware_version, count, made, created_by from batches where status = 'making'
            order by batch_number limit 1 for no key update skip locked
            """, transaction: transaction);
        if (batch is null) return false;
        try
        {
            await MakeAsync(transaction, batch, Math.Min(Chunk, batch.Count - batch.Made), now);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            await transaction.DisposeAsync();
            await NoteFailureAsync(batch.BatchNumber, exception.Message, ct);
            throw;
        }
    }

    private async Task MakeAsync(NpgsqlTransaction transaction, InWork batch, int count, DateTimeOffset now)
    {
        var prefix = types.PrefixOf(batch.DeviceType) ?? throw new InvalidOperationException($"The factory does not make {batch.DeviceType}.");
        var units = Enumerable.Range(0, count).Select(_ => NewUnit.Create(prefix, vault)).DistinctBy(u => u.SerialNumber, StringComparer.Ordinal).ToArray();
        // A serial number that exists already is left out, and another one is made with the next chunk.
        var numbers = (await transaction.Connection!.QueryAsync<(string SerialNumber, long DeviceNumber)>("""
            insert into devices (device_id, serial_number, device_type, tenant_id, lifecycle, firmware, license_key, secret_sha256, registered_by, registered_at)
            select u.serial, u.serial, @DeviceType, null, 'available', @FirmwareVersion, u.license, u.secret, @CreatedBy, @now
            from unnest(@serials::text[], @licenses::text[], @secrets::text[]) u (serial, license, secret)
            on conflict do nothing
            returning serial_number, device_number
            """,
            new
            {
                batch.DeviceType,
                batch.FirmwareVersion,
                batch.CreatedBy,
                now,
                serials = units.Select(u => u.SerialNumber).ToArray(),
                licenses = units.Select(u => u.LicenseKey).ToArray(),
                secrets = units.Select(u => u.Keys.SecretSha256).ToArray(),
            },
            transaction)).ToDictionary(n => n.SerialNumber, n => n.DeviceNumber, StringComparer.Ordinal);
        var made = units.Where(u => numbers.ContainsKey(u.SerialNumber)).Select(u => (Unit: u, Number: numbers[u.SerialNumber])).ToArray();
        await transaction.Connection!.ExecuteAsync("""
            insert into device_presence (device_number, changed_at, check_at) select n, @now, @now from unnest(@numbers::bigint[]) n;
            insert into factory_units (device_number, batch_number, claim_salt, claim_sha256, sealed)
            select n, @BatchNumber, salt, hash, box from unnest(@numbers::bigint[], @salts::bytea[], @hashes::bytea[], @boxes::bytea[]) u (n, salt, hash, box);
            insert into ledger_entries (device_number, to_state, reason, actor, at)
            select n, 'available', 'made_in_batch_' || @BatchNumber, @CreatedBy, @now from unnest(@numbers::bigint[]) n;
            update batches set made = made + cardinality(@numbers::bigint[]), tries = 0,
                               status = case when made + cardinality(@numbers::bigint[]) = count then 'ready' else status end,
                               ready_at = case when made + cardinality(@numbers::bigint[]) = count then @now end
            where batch_number = @BatchNumber;
            """,
            new
            {
                batch.BatchNumber,
                batch.CreatedBy,
                now,
                numbers = made.Select(m => m.Number).ToArray(),
                salts = made.Select(m => m.Unit.Keys.ClaimSalt).ToArray(),
                hashes = made.Select(m => m.Unit.Keys.ClaimSha256).ToArray(),
                boxes = made.Select(m => m.Unit.Keys.Sealed).ToArray(),
            },
            transaction);
        await Outbox.AddAllAsync(transaction, [.. made.Select(m => (object)new DeviceRegistered(m.Unit.FactsOf(m.Number, batch.DeviceType), now))], m => $"device:{((DeviceRegistered)m).Device.DeviceId}", now);
    }

    /// <summary>A chunk that fails is tried again with the next round; after a few tries the batch is given up.</summary>
    private async Task NoteFailureAsync(int batchNumber, string problem, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var status = await connection.QuerySingleAsync<string>("""
            update batches set tries = tries + 1, failure = left(@problem, 500), status = case when tries + 1 >= @MaxTries then 'failed' else status end
            where batch_number = @batchNumber returning status
            """, new { batchNumber, problem, MaxTries });
        if (status == BatchStore.Failed) LogGivenUp(batchNumber, problem);
    }

    [LoggerMessage(3301, LogLevel.Error, "Batch {Batch} is given up: {Problem}")]
    private partial void LogGivenUp(int batch, string problem);

    private sealed record InWork(int BatchNumber, string DeviceType, string FirmwareVersion, int Count, int Made, string CreatedBy);
}
