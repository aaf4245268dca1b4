using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Factory;

/// <summary>Forgets steps of set-ups that are older than <see cref="ActivationStore.StepsKeptFor"/>: nobody signs in to write them, and they are of use for figures only.</summary>
internal sealed class SetupRetention(ActivationStore activations) : IRound
{
    private const int Batch = 1000;

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await activations.ForgetStepsAsync(now - ActivationStore.StepsKeptFor, Batch, ct) == Batch)
        {
        }
    }
}
