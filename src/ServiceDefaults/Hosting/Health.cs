using System.Diagnostics;
using System.Reflection;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>
/// <c>/alive</c>: the process answers. <c>/health</c>: all it needs (database, bus, directory) is there; 503 names what is not.
/// Another service is told about the process as well; the gateway's address is open to everybody, who need not know.
/// </summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous().DisableRequestTimeout();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        var isService = http.User.FindFirstValue(AccessToken.Role) == Roles.Service;
        return JsonSerializer.SerializeAsync(http.Response.Body, new HealthAnswer(
            WordOf(report.Status),
            report.Entries.ToDictionary(
                e => e.Key, e => new HealthCheckAnswer(WordOf(e.Value.Status), e.Value.Description, Math.Round(e.Value.Duration.TotalMilliseconds, 1)), StringComparer.Ordinal),
            isService ? http.RequestServices.GetRequiredService<ProcessFigures>().Now() : null), Json.Options, http.RequestAborted);
    }

    private static string WordOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>; the worst of all checks.</param>
/// <param name="Checks">Each thing that the service needs, by name.</param>
/// <param name="Process">For other services only.</param>
public sealed record HealthAnswer(
    string Status, IReadOnlyDictionary<string, HealthCheckAnswer> Checks, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProcessAnswer? Process);

/// <summary>One thing that a service needs.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Detail">What the check says of itself, first of all what is wrong.</param>
/// <param name="DurationMs">How long the look took.</param>
public sealed record HealthCheckAnswer(string Status, string? Detail, double DurationMs);

/// <summary>The process that answers.</summary>
/// <param name="Service">Its name in the topology.</param>
/// <param name="Version">Of the build, with the commit where the build knows it.</param>
/// <param name="StartedAt">Since when it runs.</param>
/// <param name="UptimeS">The same in seconds.</param>
/// <param name="MemoryBytes">Resident memory.</param>
public sealed record ProcessAnswer(string Service, string Version, DateTimeOffset StartedAt, long UptimeS, long MemoryBytes);

/// <summary>Knows this process.</summary>
internal sealed class ProcessFigures(ServiceName service, TimeProvider time)
{
    private static readonly string Version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly DateTimeOffset startedAt = StartOfProcess();

    public ProcessAnswer Now() => new(
        service.Value, Version, startedAt, Math.Max(0, (long)(time.GetUtcNow() - startedAt).TotalSeconds), Environment.WorkingSet);

    private static DateTimeOffset StartOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero);
    }
}
