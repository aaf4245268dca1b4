using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Observability;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>What every service does the same way: health, telemetry, JSON, errors, authentication, limits.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Requests a service works on at once; the rest wait in a short queue and are then refused with 503.</summary>
    private const int ConcurrentRequests = 256;

    /// <summary>Adds the defaults. Call it first; <paramref name="serviceName"/> is the resource's name in the AppHost.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string serviceName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(new ServiceName(serviceName));
        services.TryAddSingleton(TimeProvider.System);
        builder.AddObservability(serviceName);
        builder.WebHost.ConfigureKestrelDefaults();

        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.AddProblems();
        services.AddHealthChecks();
        services.AddSingleton<ProcessFigures>();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(10),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(_ =>
                RateLimitPartition.GetConcurrencyLimiter(0, _ => new ConcurrencyLimiterOptions { PermitLimit = ConcurrentRequests, QueueLimit = ConcurrentRequests }));
        });
        services.AddOpenApi(openApi => openApi.AddPlatformConventions());
        services.AddTokenAuthentication(builder.Configuration);
        services.AddOutgoingHttp(builder.Configuration);
        return builder;
    }

    /// <summary>Puts the middleware in its one order. Call it before the service maps its routes.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is not null) return next(http);
            // An address that does not exist is 404 for everybody, not a question of who asks.
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }
}

/// <summary>The service's name in the topology, in logs and in traces.</summary>
public sealed record ServiceName(string Value);
