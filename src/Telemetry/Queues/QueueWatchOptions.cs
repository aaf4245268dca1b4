using System.ComponentModel.DataAnnotations;

namespace Platform.Telemetry.Queues;

/// <summary>How the queues that devices' traffic ends in are looked at (<c>QueueWatch:*</c>).</summary>
internal sealed class QueueWatchOptions
{
    /// <summary>Seconds between two looks.</summary>
    [Range(1, 3600, ErrorMessage = "QueueWatch:EverySeconds must be between 1 and 3600, for example 15.")]
    public int EverySeconds { get; set; } = 15;

    /// <summary>Readings that may wait in one queue before it is worth a warning.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "QueueWatch:MaxReadings must be at least 1, for example 100000.")]
    public int MaxReadings { get; set; } = 100_000;
}
