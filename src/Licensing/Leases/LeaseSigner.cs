using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Platform.Contracts.Licensing;
using Platform.Licensing.Licenses;
using Platform.Messaging;

namespace Platform.Licensing.Leases;

/// <summary>Makes leases and tells of them.</summary>
internal sealed class LeaseSigner(LeaseKeys keys)
{
    /// <summary>A new lease for each license. The caller's transaction holds their rows, so the sequence numbers are its own.</summary>
    public async Task RenewAsync(NpgsqlTransaction transaction, IReadOnlyCollection<LicenseRow> licenses, DateTimeOffset now)
    {
        if (licenses.Count == 0) return;
        var key = await keys.ActiveAsync(CancellationToken.None);
        var leases = licenses.Select(license =>
        {
            var until = Lease.ValidUntil(now, license.LeaseValidUntil);
            return (License: license, Until: until, Text: Lease.Write(key, license.DeviceId, until, license.LeaseSeq + 1));
        }).ToList();
        await transaction.Connection!.ExecuteAsync("""
            update licenses l set lease = n.lease, lease_seq = l.lease_seq + 1, lease_valid_until = n.until, renew_at = n.renew_at
            from unnest(@numbers, @texts, @ends, @renewals) n (license_number, lease, until, renew_at)
            where l.license_number = n.license_number
            """,
            new
            {
                numbers = leases.Select(l => l.License.LicenseNumber).ToArray(),
                texts = leases.Select(l => l.Text).ToArray(),
                ends = leases.Select(l => l.Until.ToUniversalTime()).ToArray(),
                renewals = leases.Select(_ => (now + Lease.RenewAfter - TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32((int)Lease.Spread.TotalSeconds))).ToUniversalTime()).ToArray(),
            },
            transaction);
        foreach (var lease in leases)
            await Outbox.AddAsync(transaction, new LeaseIssued(Guid.CreateVersion7(now), lease.License.DeviceId, lease.Text, lease.Until, now), lease.License.Stream, now);
    }
}
