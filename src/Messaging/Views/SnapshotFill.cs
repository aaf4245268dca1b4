using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>Reads the pages of the owner's snapshot with this service's own token.</summary>
public sealed class SnapshotClient<TFacts>(HttpClient http)
{
    /// <summary>One page after <paramref name="cursor"/> (null for the first).</summary>
    public async Task<Page<TFacts>> GetAsync(string path, string? cursor, CancellationToken ct) =>
        (await http.GetFromJsonAsync<Page<TFacts>>(
            string.Create(CultureInfo.InvariantCulture, $"{path}?limit=1000{(cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}")}"), Json.Options, ct))!;
}

/// <summary>
/// Fills a view from its owner: when the events' queue is ready (at start and after each reconnection to the broker,
/// because events of the time between are gone) and every five minutes as a safety net.
/// </summary>
internal sealed partial class SnapshotFill<TKey, TFacts>(
    ReplicatedView<TKey, TFacts> view, SnapshotClient<TFacts> client, string path, ViewQueues queues, TimeProvider time, ILogger<SnapshotFill<TKey, TFacts>> logger)
    : BackgroundService
    where TKey : notnull
    where TFacts : class
{
    private static readonly TimeSpan RefillEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    /// <summary>Reads the whole snapshot once.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await client.GetAsync(path, cursor, ct);
            foreach (var facts in page.Items) view.Apply(facts);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        view.MarkFilled();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ready = await queues.WaitUntilReadyAsync(stoppingToken);
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotFilled(path, exception.Message);
                await Task.Delay(RetryEvery, time, stoppingToken);
                continue;
            }

            await Task.WhenAny(queues.NextReadyAsync(ready), Task.Delay(RefillEvery, time, stoppingToken));
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "The snapshot {Path} could not be read yet: {Problem}")]
    private partial void LogNotFilled(string path, string problem);
}
