using Platform.ServiceDefaults.Hosting;

namespace Platform.Licensing.Tenants;

/// <summary>Suspends the active licenses of suspended tenants, and lifts exactly those again, a bounded number per transaction.</summary>
internal sealed class TenantLicenses(TenantStore tenants) : IRound
{
    /// <summary>Licenses per transaction: others wait for it a fraction of a second at most.</summary>
    public const int Batch = 100;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var tenant in await tenants.DueAsync(ct)) await FollowAsync(tenant, now, ct);
    }

    /// <summary>All licenses of one tenant, batch by batch.</summary>
    public async Task FollowAsync(int tenantId, DateTimeOffset now, CancellationToken ct)
    {
        while (await tenants.FollowAsync(tenantId, Batch, now, ct) == Batch)
        {
        }
    }
}
