using Platform.ServiceDefaults.Hosting;

namespace Platform.Operations.Ingest;

/// <summary>Asks Telemetry every five seconds what it counted.</summary>
internal sealed class IngestWatch(Peers peers, IngestHistory history) : IRound
{
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var counts = await Task.WhenAll(peers.Of("telemetry").Select(async p => (p.Name, Counts: await peers.ReadAsync<IngestCounts>(p, "internal/figures", ct))));
        history.Add(counts.ToDictionary(c => c.Name, c => c.Counts, StringComparer.Ordinal), now);
    }
}
