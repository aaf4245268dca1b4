using System.Collections.Concurrent;
using Platform.Jobs.Progress;

namespace Platform.Jobs.Activity;

/// <summary>What people are called, remembered for a few minutes. Without Identity the names are missing and the rest is there.</summary>
internal sealed partial class PeopleNames(IServiceProvider services, TimeProvider time, ILogger<PeopleNames> logger)
{
    private const int AtOnce = 200, Most = 10_000;
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(5), Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<long, (string Name, DateTimeOffset Until)> known = new();

    public async Task<IReadOnlyDictionary<long, string>> OfAsync(IEnumerable<long> ids, CancellationToken ct)
    {
        var asked = ids.Distinct().ToArray();
        var now = time.GetUtcNow();
        var missing = asked.Where(id => !known.TryGetValue(id, out var entry) || entry.Until < now).Take(AtOnce).ToArray();
        if (missing.Length > 0) await FetchAsync(missing, now, ct);
        return asked.Where(known.ContainsKey).ToDictionary(id => id, id => known[id].Name);
    }

    private async Task FetchAsync(long[] ids, DateTimeOffset now, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            if (known.Count > Most) known.Clear();
            foreach (var person in await services.GetRequiredService<People>().OfAsync(ids, patience.Token)) known[person.UserId] = (person.Called, now + Good);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException)
        {
            LogNoNames(exception.Message);
        }
    }

    [LoggerMessage(7201, LogLevel.Information, "Identity does not say what people are called: {Problem}")]
    private partial void LogNoNames(string problem);
}
