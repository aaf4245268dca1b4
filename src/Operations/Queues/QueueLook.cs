using System.Collections.Concurrent;
using Platform.Messaging;
using RabbitMQ.Client.Exceptions;

namespace Platform.Operations.Queues;

/// <summary>Looks at every queue of the broker. What the broker does not know is null and never a zero.</summary>
internal sealed class QueueLook(BrokerManagement management, BrokerConnection broker, TimeProvider time)
{
    /// <summary>The broker keeps one for each device that has a session: they are counted together, or the list would be as long as that of the devices.</summary>
    private const string SessionPrefix = "mqtt-subscription-";

    private readonly ConcurrentDictionary<string, DateTimeOffset> notEmptySince = new(StringComparer.Ordinal);

    public async Task<(bool HasStatistics, IReadOnlyList<QueueState> Queues, DeviceSessions Sessions)> TakeAsync(CancellationToken ct)
    {
        var hasStatistics = await management.HasStatisticsAsync(ct);
        var all = (await management.QueuesAsync(ct)).ToLookup(q => q.Name.StartsWith(SessionPrefix, StringComparison.Ordinal));
        CountedQueue[] counted = [.. all[false]];
        var sessions = new DeviceSessions(all[true].Count(), all[true].Sum(q => q.MessagesReady), all[true].Sum(q => q.MessagesUnacknowledged));
        var statistics = hasStatistics ? await management.StatisticsAsync(ct) : new Dictionary<string, QueueStatistics>(StringComparer.Ordinal);
        var consumers = await ConsumersAsync(counted, ct);
        var now = time.GetUtcNow();
        Note(counted, now);
        return (hasStatistics, [.. counted.OrderBy(q => q.Name, StringComparer.Ordinal).Select(q => StateOf(q, statistics.GetValueOrDefault(q.Name), consumers, now))], sessions);
    }

    private QueueState StateOf(CountedQueue queue, QueueStatistics? statistics, Dictionary<string, uint> consumers, DateTimeOffset now) => new(
        queue.Name,
        queue.Type,
        queue.MessagesReady,
        queue.MessagesUnacknowledged,
        consumers.TryGetValue(queue.Name, out var count) ? (int)count : null,
        statistics?.MessageStats?.PublishDetails?.PerSecond,
        statistics?.MessageStats?.DeliverGetDetails?.PerSecond,
        queue.MessagesReady > 0 && statistics?.HeadAt is { } head ? Math.Max(0, Math.Round((now - head).TotalSeconds, 1)) : null,
        notEmptySince.TryGetValue(queue.Name, out var since) ? since : null,
        DeadLetters.ErrorQueue.IsOne(queue.Name));

    /// <summary>Remembers since when a queue was not seen empty: the nearest to an age that a broker without statistics gives.</summary>
    private void Note(IReadOnlyList<CountedQueue> queues, DateTimeOffset now)
    {
        var waiting = queues.Where(q => q.MessagesReady > 0).Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var queue in waiting) notEmptySince.TryAdd(queue, now);
        foreach (var queue in notEmptySince.Keys.Where(q => !waiting.Contains(q))) notEmptySince.TryRemove(queue, out _);
    }

    /// <summary>The broker tells anybody how many consume from a queue, except of one that belongs to a single connection.</summary>
    private async Task<Dictionary<string, uint>> ConsumersAsync(IReadOnlyList<CountedQueue> queues, CancellationToken ct)
    {
        var consumers = new Dictionary<string, uint>(StringComparer.Ordinal);
        var channel = await broker.OpenChannelAsync(options: null, ct);
        try
        {
            foreach (var queue in queues.Where(q => q.Exclusive != true))
            {
                try
                {
                    consumers[queue.Name] = (await channel.QueueDeclarePassiveAsync(queue.Name, ct)).ConsumerCount;
                }
                catch (OperationInterruptedException)
                {
                    // It was deleted since it was listed, and that ended the channel.
                    await channel.DisposeAsync();
                    channel = await broker.OpenChannelAsync(options: null, ct);
                }
            }
        }
        finally
        {
            await channel.DisposeAsync();
        }

        return consumers;
    }
}
