using System.ComponentModel.DataAnnotations;

namespace Platform.Telemetry.Ingest;

/// <summary>How readings are taken in (<c>Ingest:*</c>).</summary>
internal sealed class IngestOptions
{
    /// <summary>Number of queues <c>telemetry.readings.{n}</c>; all replicas must have the same.</summary>
    [Range(1, 64, ErrorMessage = "Ingest:Shards must be between 1 and 64, for example 1.")]
    public int Shards { get; set; } = 1;

    /// <summary>Most messages in one transaction.</summary>
    [Range(1, 50_000, ErrorMessage = "Ingest:MaxBatch must be between 1 and 50000, for example 5000.")]
    public int MaxBatch { get; set; } = 5000;

    /// <summary>How long a message may wait for others to share its transaction, in milliseconds.</summary>
    [Range(0, 1000, ErrorMessage = "Ingest:LingerMs must be between 0 and 1000, for example 50.")]
    public int LingerMs { get; set; } = 50;
}
