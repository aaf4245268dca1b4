using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Routing;

/// <summary>The services behind, by <c>routes.json</c> and the addresses of the topology.</summary>
internal static class Routes
{
    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "routes.json"), optional: false, reloadOnChange: false);
        configuration.AddInMemoryCollection(
            from cluster in configuration.GetSection("ReverseProxy:Clusters").GetChildren()
            from address in configuration.GetSection($"services:{cluster.Key}:http").GetChildren()
            select KeyValuePair.Create($"ReverseProxy:Clusters:{cluster.Key}:Destinations:{address.Key}:Address", address.Value));
        RouteRules.Require(configuration);

        // A service that is away is told in one line by ForwardingFailures, not with a stack per request.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.Error);
        builder.Services.AddReverseProxy().LoadFromConfig(configuration.GetSection("ReverseProxy"));
        builder.Services.AddSingleton(new BehindServices([
            .. configuration.GetSection("ReverseProxy:Clusters").GetChildren().Select(c => new BehindService(c.Key, new Uri(configuration[$"services:{c.Key}:http:0"]!))),
        ]));
        builder.Services.AddOptions<AuthorizationOptions>().Configure(authorization =>
        {
            // What else is asked of persons (a password of their own) is asked here too.
            var person = authorization.GetPolicy(Policies.Person)!.Requirements.Where(r => r is not ClaimsAuthorizationRequirement);
            authorization.AddPolicy(RouteRules.PersonOrKey, policy => policy
                .AddAuthenticationSchemes(AccessToken.Scheme)
                .RequireClaim(AccessToken.Role, Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer, Roles.ApiKey)
                .AddRequirements([.. person]));
        });
    }

    public static void MapRoutes(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<ForwardingFailures>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });
}

/// <summary>The services that the routes lead to.</summary>
internal sealed record BehindServices(IReadOnlyList<BehindService> All);

/// <summary>One of them and where its first instance listens.</summary>
internal sealed record BehindService(string Name, Uri Address);
