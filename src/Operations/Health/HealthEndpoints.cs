using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations.Health;

/// <summary>Is it us?</summary>
internal static class HealthEndpoints
{
    public static void MapServiceHealth(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/ops").WithTags("Operations").RequireAuthorization(Policies.Admin)
            .MapGet("/health", GetAsync).WithSummary("How every service is, and what that means");

    private static async Task<Ok<PlatformHealth>> GetAsync(HealthLook look, CancellationToken ct) => TypedResults.Ok(await look.TakeAsync(ct));
}

/// <summary>All in one word.</summary>
internal enum Verdict
{
    Healthy,
    Degraded,
    Down,
}

/// <summary>How one of them is.</summary>
internal enum ServiceState
{
    Healthy,
    Degraded,
    Unhealthy,
    Unreachable,
}

/// <summary>The platform as it is now.</summary>
/// <param name="Verdict">All in one word.</param>
/// <param name="Reasons">Why it is not <c>healthy</c>, in sentences.</param>
/// <param name="At">When it was looked.</param>
/// <param name="Services">Every instance of every service.</param>
/// <param name="Postgres">PostgreSQL as the services see it.</param>
/// <param name="Messaging">RabbitMQ as the services see it.</param>
internal sealed record PlatformHealth(Verdict Verdict, IReadOnlyList<string> Reasons, DateTimeOffset At, IReadOnlyList<ServiceHealth> Services, ServerSeen Postgres, ServerSeen Messaging);

/// <summary>One instance of a service.</summary>
/// <param name="Name">Its name in the topology.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What is wrong beside its checks; null when nothing is.</param>
/// <param name="Checks">What it needs, as it says itself.</param>
/// <param name="ResponseMs">How long its answer took; null without an answer.</param>
/// <param name="StartedAt">Since when it runs; null when it does not say.</param>
/// <param name="UptimeS">The same in seconds.</param>
/// <param name="Version">Of its build.</param>
/// <param name="MemoryBytes">Resident memory.</param>
internal sealed record ServiceHealth(
    string Name, ServiceState State, string? Detail, IReadOnlyList<ServiceCheck> Checks, double? ResponseMs,
    DateTimeOffset? StartedAt, long? UptimeS, string? Version, long? MemoryBytes);

/// <summary>One thing that a service needs.</summary>
/// <param name="Name">Such as <c>database</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What is wrong; null when nothing is.</param>
/// <param name="DurationMs">How long the service's look took.</param>
internal sealed record ServiceCheck(string Name, ServiceState State, string? Detail, double DurationMs);

/// <summary>A server as the services see it.</summary>
/// <param name="State"><c>unreachable</c> when no service could say.</param>
/// <param name="WorksFor">Services that can use it.</param>
/// <param name="FailsFor">Services that cannot.</param>
internal sealed record ServerSeen(ServiceState State, IReadOnlyList<string> WorksFor, IReadOnlyList<string> FailsFor);
