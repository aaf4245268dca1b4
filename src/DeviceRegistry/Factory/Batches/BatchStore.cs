using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A run of the factory.</summary>
/// <param name="BatchId">Its id.</param>
/// <param name="Number">Short number, as people say it.</param>
/// <param name="DeviceType">What is made, such as <c>4Relay</c>.</param>
/// <param name="FirmwareVersion">What is flashed.</param>
/// <param name="Count">How many were ordered.</param>
/// <param name="Made">How many of them have serial number and credentials.</param>
/// <param name="Status"><c>making</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Failure">What was in the way of a failed one.</param>
/// <param name="Flashed">How many units have their firmware and provisioning.</param>
/// <param name="Tested">How many of them passed the test.</param>
/// <param name="Claimed">How many were ever claimed.</param>
/// <param name="CreatedBy">Who ordered it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ReadyAt">When the last unit was made.</param>
/// <param name="Note">What the vendor wrote beside it.</param>
internal sealed record BatchView(
    Guid BatchId, int Number, string DeviceType, string FirmwareVersion, int Count, int Made, string Status, string? Failure, long Flashed, long Tested, long Claimed,
    string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ReadyAt, string? Note);

/// <summary>SQL of batches.</summary>
internal sealed class BatchStore(NpgsqlDataSource database)
{
    public const string Making = "making", Ready = "ready", Failed = "failed";

    private const string Select = """
        select b.batch_id, b.batch_number as number, b.device_type, b.firmware_version, b.count, b.made, b.status, b.failure,
               u.flashed, u.tested, u.claimed, b.created_by, b.created_at, b.ready_at, b.note
        from batches b cross join lateral (
            select count(provisioned_at) as flashed, count(tested_at) as tested, count(claimed_at) as claimed from factory_units where batch_number = b.batch_number) u
        """;

    /// <summary>Orders a batch; its units follow in the background.</summary>
    public async Task<BatchView> AddAsync(NewBatch batch, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            insert into batches (batch_id, device_type, firmware_version, count, status, note, created_by, created_at)
            values (@id, @DeviceType, @FirmwareVersion, @Count, 'making', @Note, @actor, @now)
            """, new { id, batch.DeviceType, batch.FirmwareVersion, batch.Count, batch.Note, actor, now });
        return (await FindAsync(id, ct))!;
    }

    /// <summary>The batch with its figures.</summary>
    public async Task<BatchView?> FindAsync(Guid batchId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<BatchView>($"{Select} where b.batch_id = @batchId", new { batchId });
    }

    /// <summary>Batches before a number, newest first.</summary>
    public async Task<IReadOnlyList<BatchView>> ListAsync(int before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<BatchView>($"{Select} where b.batch_number < @before order by b.batch_number desc limit @limit", new { before, limit })];
    }

    /// <summary>Notes that somebody took secrets or labels.</summary>
    public async Task NoteDownloadAsync(int batchNumber, string what, string? serialNumber, string actor, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            insert into batch_downloads (batch_number, what, serial_number, actor, at) values (@batchNumber, @what, @serialNumber, @actor, @now)
            """, new { batchNumber, what, serialNumber, actor, now });
    }

    /// <summary>Who took what of the batch, newest first, at most 200.</summary>
    public async Task<IReadOnlyList<BatchDownload>> DownloadsAsync(int batchNumber, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<BatchDownload>("""
            select at, actor, what, serial_number from batch_downloads where batch_number = @batchNumber order by download_id desc limit 200
            """, new { batchNumber })];
    }
}

/// <summary>Somebody took secrets or labels of a batch.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="What"><c>ledger.csv</c>, <c>nvs</c>, <c>nvs.zip</c>, <c>labels.pdf</c>, <c>labels.csv</c> or <c>label</c>.</param>
/// <param name="SerialNumber">Of which unit; null when of the whole batch.</param>
internal sealed record BatchDownload(DateTimeOffset At, string Actor, string What, string? SerialNumber);
