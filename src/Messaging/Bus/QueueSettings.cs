using MassTransit;

namespace Platform.Messaging;

/// <summary>What every durable queue has: replicated storage, bounded redelivery, and a place for what is given up.</summary>
public static class QueueSettings
{
    /// <summary>Deliveries without an answer (the process died) before a message goes to the dead letters.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>Fan-out exchange of the dead letters; the broker's definitions bind a queue to it.</summary>
    public const string DeadLetterExchange = "dead-letters";

    /// <summary>Part of the name of a queue that feeds one process's memory and goes with it.</summary>
    public const string ViewMarker = "-view-";

    internal static void Apply(string name, IReceiveEndpointConfigurator endpoint)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator queue) return;
        if (name.Contains(ViewMarker, StringComparison.Ordinal))
        {
            queue.Durable = false;
            queue.AutoDelete = true;
            queue.Exclusive = true;
            queue.PublishFaults = false;
            return;
        }

        queue.UseMessageRetry(retry => retry.Intervals(100, 500, 2000, 5000));
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", DeadLetterExchange);
        queue.ConcurrentMessageLimit ??= 8;
    }
}
