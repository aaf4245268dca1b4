namespace Platform.Flash;

/// <summary>Tells the platform the results of the file that it has not taken yet.</summary>
internal sealed class Reporter(FactoryApi api, Guid batchId, StateFile state) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, UnitResult> told = new(StringComparer.Ordinal);
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);

    /// <summary>Serial numbers that the platform does not know in this batch.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    /// <summary>Tells what is new; telling twice does no harm.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var open = state.Results.Where(r => !told.TryGetValue(r.SerialNumber, out var before) || before != r).ToArray();
            if (open.Length == 0) return;
            refused.UnionWith(await api.ReportAsync(batchId, open, ct));
            foreach (var result in open) told[result.SerialNumber] = result;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
