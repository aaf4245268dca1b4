using Platform.Messaging;
using Platform.Operations.Queues;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Operations.DeadLetters;

/// <summary>
/// Looks into error queues, and moves messages back or drops them. One at a time: whoever looks holds the messages for that
/// moment. A message leaves a queue only when the broker has confirmed its copy, so a process that dies in between leaves it
/// twice at most, and consumers' inboxes make that one effect.
/// </summary>
internal sealed class DeadLetterQueues(BrokerManagement management, BrokerConnection broker)
{
    /// <summary>Messages that are shown of a queue.</summary>
    public const int Shown = 20;

    /// <summary>Messages that are looked at to find the newest.</summary>
    public const int Looked = 500;

    /// <summary>Most messages of one replay.</summary>
    public const int MostAtOnce = 10_000;

    /// <summary>A quorum queue counts deliveries and drops at its limit (20 by default); long before that a message is put back anew.</summary>
    private const int DeliveriesBeforeRenewal = 8;

    private const int LooksUntilBack = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Every error queue with its newest messages.</summary>
    public async Task<IReadOnlyList<DeadLetterQueue>> ListAsync(CancellationToken ct)
    {
        var queues = (await management.QueuesAsync(ct)).Where(q => ErrorQueue.IsOne(q.Name)).OrderBy(q => q.Name, StringComparer.Ordinal);
        var found = new List<DeadLetterQueue>();
        foreach (var queue in queues)
        {
            if (await PeekAsync(queue.Name, ct) is { } seen) found.Add(seen);
        }

        return found;
    }

    /// <summary>
    /// Moves messages back to the queue that they came from, oldest first; how many were moved and how many are left. Null when there is
    /// no such error queue.
    /// </summary>
    public async Task<Replayed?> ReplayAsync(string queue, int count, CancellationToken ct)
    {
        if (!ErrorQueue.IsOne(queue)) return null;
        await gate.WaitAsync(ct);
        try
        {
            // No more than are there now: what fails again at once would otherwise go round and round.
            if (await DepthAsync(queue, ct) is not { } depth) return null;
            var most = (int)Math.Min(depth, (uint)count);
            if (await DepthAsync(ErrorQueue.SourceOf(queue), ct) is null) return new Replayed(0, depth, HasSource: false);

            await using var taking = await broker.OpenChannelAsync(options: null, ct);
            await using var giving = await broker.OpenPublishingChannelAsync(Confirmed, ct);
            var moved = 0;
            while (moved < most && await taking.BasicGetAsync(queue, autoAck: false, ct) is { } message)
            {
                await giving.BasicPublishAsync("", ErrorQueue.SourceOf(queue), mandatory: true, WithoutFault(message.BasicProperties), message.Body, ct);
                await taking.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
                moved++;
            }

            return new Replayed(moved, Math.Max(0, depth - moved), HasSource: true);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops all messages; how many, or null when there is no such error queue.</summary>
    public async Task<uint?> PurgeAsync(string queue, CancellationToken ct)
    {
        if (!ErrorQueue.IsOne(queue)) return null;
        await gate.WaitAsync(ct);
        try
        {
            if (await DepthAsync(queue, ct) is null) return null;
            await using var channel = await broker.OpenChannelAsync(options: null, ct);
            return await channel.QueuePurgeAsync(queue, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<DeadLetterQueue?> PeekAsync(string queue, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (await DepthAsync(queue, ct) is not { } depth) return null;
            if (depth == 0) return new DeadLetterQueue(queue, ErrorQueue.SourceOf(queue), 0, LookedAt: 0, []);
            await using var channel = await broker.OpenChannelAsync(options: null, ct);
            var newest = new Queue<DeadLetter>(Shown);
            var often = new List<BasicGetResult>();
            var looked = 0;
            ulong last = 0;
            for (; looked < Looked && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } message; looked++)
            {
                if (newest.Count == Shown) newest.Dequeue();
                newest.Enqueue(DeadLetterText.Read(message.BasicProperties, message.Body));
                if (DeliveriesOf(message.BasicProperties) >= DeliveriesBeforeRenewal) often.Add(message);
                last = message.DeliveryTag;
            }

            await RenewAsync(channel, queue, often, ct);
            if (last > 0) await channel.BasicNackAsync(last, multiple: true, requeue: true, CancellationToken.None);
            await WaitUntilBackAsync(queue, depth, ct);
            return new DeadLetterQueue(queue, ErrorQueue.SourceOf(queue), depth, looked, [.. newest.Reverse()]);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A quorum queue takes messages back a moment after it was told to; the next look, or a replay, would find it empty.</summary>
    private async Task WaitUntilBackAsync(string queue, uint depth, CancellationToken ct)
    {
        for (var look = 0; look < LooksUntilBack && await DepthAsync(queue, ct) < depth; look++) await Task.Delay(BetweenLooks, ct);
    }

    /// <summary>Puts messages that were looked at often back as new ones, before the queue counts them out.</summary>
    private async Task RenewAsync(IChannel channel, string queue, List<BasicGetResult> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return;
        await using var giving = await broker.OpenPublishingChannelAsync(Confirmed, ct);
        foreach (var message in messages)
        {
            await giving.BasicPublishAsync("", queue, mandatory: true, Without(message.BasicProperties, IsOfBroker), message.Body, ct);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
        }
    }

    /// <summary>Messages in the queue; null when there is none of that name.</summary>
    private async Task<uint?> DepthAsync(string queue, CancellationToken ct)
    {
        await using var channel = await broker.OpenChannelAsync(options: null, ct);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    private static long DeliveriesOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-delivery-count", out var count) == true ? Convert.ToInt64(count, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>As the message was before it failed: id and content the same, nothing of the failure.</summary>
    private static BasicProperties WithoutFault(IReadOnlyBasicProperties properties) =>
        Without(properties, name => IsOfBroker(name) || name.StartsWith("MT-Fault-", StringComparison.Ordinal) || name == "MT-Reason");

    private static bool IsOfBroker(string header) =>
        header is "x-delivery-count" or "x-acquired-count" or "x-death" || header.StartsWith("x-first-death-", StringComparison.Ordinal) || header.StartsWith("x-last-death-", StringComparison.Ordinal);

    private static BasicProperties Without(IReadOnlyBasicProperties properties, Func<string, bool> leftOut) => new(properties)
    {
        Headers = properties.Headers?.Where(h => !leftOut(h.Key)).ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal),
        DeliveryMode = DeliveryModes.Persistent,
    };
}

/// <summary>What a replay did.</summary>
internal sealed record Replayed(int Moved, long Left, bool HasSource);
