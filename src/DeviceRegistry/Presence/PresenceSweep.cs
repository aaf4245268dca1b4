using Npgsql;
using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Presence;

/// <summary>Takes devices offline that were silent for a minute.</summary>
internal sealed class PresenceSweep(NpgsqlDataSource database, LiveStatus live) : IRound
{
    private const int Batch = 500;

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        int count;
        do
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            (count, var changes) = await PresenceStore.SweepAsync(transaction, now, Batch);
            await transaction.CommitAsync(ct);
            await live.SendAsync(changes, ct);
        }
        while (count == Batch);
    }
}
