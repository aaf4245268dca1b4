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

    private const int OutageTries = 3600;

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

        // An outage is nobody's fault: the message is kept and tried every second until the database or the broker is back
        // (the broker itself takes it back after half an hour). Anything else is tried a few times and then set aside.
        queue.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(IsOutage);
            retry.Interval(OutageTries, TimeSpan.FromSeconds(1));
        });
        queue.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(exception => !IsOutage(exception));
            retry.Intervals(100, 500, 2000, 5000);
        });
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", DeadLetterExchange);
        queue.ConcurrentMessageLimit ??= 8;
    }

    private static bool IsOutage(Exception exception) => DatabaseUnavailability.IsOutage(exception) || BusUnavailability.IsOutage(exception);
}
