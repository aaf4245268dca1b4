using Dapper;
using Npgsql;
using Platform.Licensing.Licenses;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Licensing.Leases;

/// <summary>
/// Renews the leases of active licenses daily. A round takes one batch, so that after an outage the renewals of many
/// devices are spread over minutes; suspended and expired licenses are left alone.
/// </summary>
internal sealed class LeaseRenewal(NpgsqlDataSource database, LeaseSigner signer) : IRound
{
    private const int Batch = 500;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = (await connection.QueryAsync<LicenseRow>($"""
            select {LicenseRow.Columns} from licenses where status = 'active' and renew_at <= @now
            order by renew_at limit @Batch for update skip locked
            """, new { now, Batch }, transaction)).AsList();
        await signer.RenewAsync(transaction, due, now);
        await transaction.CommitAsync(ct);
    }
}
