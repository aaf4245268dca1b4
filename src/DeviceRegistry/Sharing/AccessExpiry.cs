using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>Tells those who keep copies that guest access is over. Here it is over by itself: every look at a share compares its end with the clock.</summary>
internal sealed class AccessExpiry(ShareStore shares) : IRound
{
    private const int Batch = 200;

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await shares.EndThoseOverAsync(Batch, now, ct) == Batch)
        {
        }
    }
}
