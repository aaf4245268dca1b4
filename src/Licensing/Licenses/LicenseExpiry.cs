using Platform.ServiceDefaults.Hosting;

namespace Platform.Licensing.Licenses;

/// <summary>Ends licenses whose time is over.</summary>
internal sealed class LicenseExpiry(LicenseStore licenses) : IRound
{
    private const int Batch = 200;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await licenses.ExpireAsync(Batch, now, ct) == Batch)
        {
        }
    }
}
