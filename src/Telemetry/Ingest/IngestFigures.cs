using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Ingest;

/// <summary>Messages since this process began; as static as the meters beside them, because each shard counts into them.</summary>
internal static class IngestTotals
{
    private static long accepted;
    private static long refused;
    private static long rejected;

    public static long Accepted => Interlocked.Read(ref accepted);

    public static long Refused => Interlocked.Read(ref refused);

    public static long Rejected => Interlocked.Read(ref rejected);

    public static void CountAccepted() => Interlocked.Increment(ref accepted);

    /// <summary>A message that is not let in: refused because of its license, or rejected because of what it says.</summary>
    public static void CountSetAside(bool isViolation)
    {
        if (isViolation) Interlocked.Increment(ref refused);
        else Interlocked.Increment(ref rejected);
    }
}

/// <summary><c>GET /internal/figures</c>: what came in so far, for whoever makes rates of it.</summary>
internal static class IngestFigures
{
    public static void MapIngestFigures(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/figures", () => TypedResults.Ok(new IngestCounts(IngestTotals.Accepted, IngestTotals.Refused, IngestTotals.Rejected)))
            .RequireAuthorization(Policies.Service).WithTags("Operations").WithSummary("Messages since the start of this process");
}

/// <summary>Messages since the start of this process.</summary>
/// <param name="Accepted">Readings that were let in.</param>
/// <param name="Refused">Refused because of the license.</param>
/// <param name="Rejected">Set aside because of topic, form or values.</param>
internal sealed record IngestCounts(long Accepted, long Refused, long Rejected);
