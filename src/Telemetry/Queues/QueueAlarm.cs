namespace Platform.Telemetry.Queues;

/// <summary>When the depth of one queue is worth a warning: as it begins to be too much, not for as long as it is. Pure.</summary>
/// <param name="max">Most messages that are well; null for a queue that nobody empties, where every growth is too much.</param>
internal sealed class QueueAlarm(uint? max)
{
    private uint last;
    private bool isRaised;

    /// <summary>Takes the next depth; true when a warning is due.</summary>
    public bool Takes(uint depth)
    {
        var wasRaised = isRaised;
        isRaised = max is { } most ? depth > most : depth > last;
        last = depth;
        return isRaised && !wasRaised;
    }
}
