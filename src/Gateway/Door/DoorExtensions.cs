using System.Net;
using MassTransit;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Door;

/// <summary>All that stands between the outside and the routes, in its one order.</summary>
internal static class DoorExtensions
{
    public static void AddDoor(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DoorOptions>().Bind(builder.Configuration.GetSection("Door")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DoorOptions>>(new AllErrors<DoorOptions>(o => o.Errors()));
        services.AddOptions<RateLimitOptions>().Bind(builder.Configuration.GetSection("RateLimits")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>>(new AllErrors<RateLimitOptions>(o => o.Errors()));

        services.AddServiceClient<IdentityClient>(builder.Configuration, "identity");
        services.AddSingleton<Func<IdentityClient>>(provider => provider.GetRequiredService<IdentityClient>);
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<ProvenDevices>();
        services.AddSingleton<RevokedSessions>();
        services.AddSingleton<EndedSessionsFill>();
        services.AddHostedService(provider => provider.GetRequiredService<EndedSessionsFill>());
        services.AddSingleton<IReceiveEndpointObserver>(provider => provider.GetRequiredService<EndedSessionsFill>());
        services.AddSingleton<RequestLimits>();
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>((limiter, limits) => limits.Apply(limiter));

        services.AddCompression();
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<IOptions<DoorOptions>>((cors, door) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. door.Value.AllowedOrigins])
                .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", "X-API-Key", "If-Match", "If-None-Match")
                .WithExposedHeaders("X-Request-Id", "Retry-After", "Link", "ETag", "Location")
                .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<DoorOptions>>((forwarded, door) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in door.Value.TrustedProxies) forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
        services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });

        // It writes whole addresses, and that of /ws may hold a token; traces have what is needed without it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Sockets stay open for hours and devices come in waves; neither is to be cut by a connection count.
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Limits.MaxConcurrentUpgradedConnections = null;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096);
    }

    /// <summary>Before anything else: request id, errors, whom to believe, headers in and out, HTTPS, CORS, compression.</summary>
    public static void UseDoor(this WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseExceptionHandler();
        if (app.Services.GetRequiredService<IOptions<DoorOptions>>().Value.TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseMiddleware<OutsideHeaders>();
        app.UseMiddleware<SecurityHeaders>();
        if (app.Environment.IsProduction())
        {
            app.UseHsts();

            // Probes come over plain HTTP from the same machine.
            app.UseWhen(http => !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) && !http.Request.Path.StartsWithSegments("/alive", StringComparison.OrdinalIgnoreCase), secure => secure.UseHttpsRedirection());
        }

        app.UseCors();
        app.UseCompression();
        app.UseWebSockets();
    }

    /// <summary>Who is it, for the limits: run just before the service defaults.</summary>
    public static void UseCredentials(this WebApplication app)
    {
        app.UseMiddleware<Unmatched>();
        app.UseMiddleware<Credentials>();
    }

    /// <summary>After authorization: a session that was ended is refused although its token is still in its time.</summary>
    public static void UseRevokedSessions(this WebApplication app) => app.UseMiddleware<RevokedSessionCheck>();
}

/// <summary>Reports every error of the options at once, at start.</summary>
internal sealed class AllErrors<TOptions>(Func<TOptions, IEnumerable<string>> errors) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        errors(options).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
}
