using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Routing;

/// <summary>
/// What must hold of the route table before the gateway opens: every route has a policy that exists or stands on the list of
/// anonymous ones (and only then says "Anonymous"), leads to a service that has an address, and none leads inside.
/// </summary>
internal static class RouteRules
{
    /// <summary>The policy of routes for everybody.</summary>
    public const string Anonymous = "Anonymous";

    /// <summary>Coarse policy of the gateway: any person, or any API key; the service behind asks for the scope.</summary>
    public const string PersonOrKey = "person_or_key";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        Policies.SignedIn, Policies.Person, Policies.Staff, Policies.Owner, Policies.Admin, Policies.ReadingsRead, Policies.DevicesRead, Policies.DevicesWrite, PersonOrKey, Anonymous,
    };

    /// <exception cref="OptionsValidationException">Names every error of the table.</exception>
    public static void Require(IConfiguration configuration)
    {
        var errors = Errors(configuration).ToList();
        if (errors.Count > 0) throw new OptionsValidationException("ReverseProxy", typeof(RouteRules), errors);
    }

    public static IEnumerable<string> Errors(IConfiguration configuration)
    {
        var anonymous = configuration.GetSection("AnonymousRoutes").Get<string[]>() ?? [];
        var routes = configuration.GetSection("ReverseProxy:Routes").GetChildren().ToList();
        var clusters = configuration.GetSection("ReverseProxy:Clusters").GetChildren().ToList();
        if (routes.Count == 0) yield return "ReverseProxy:Routes is empty; routes.json is missing beside the program or has no routes.";

        foreach (var route in routes)
        {
            var policy = route["AuthorizationPolicy"];
            var listed = anonymous.Contains(route.Key, StringComparer.Ordinal);
            if (string.IsNullOrEmpty(policy))
                yield return $"Route '{route.Key}' has no AuthorizationPolicy; give one of {string.Join(", ", Known)}.";
            else if (!Known.Contains(policy))
                yield return $"Route '{route.Key}' has the AuthorizationPolicy '{policy}', which does not exist; give one of {string.Join(", ", Known)}.";
            if (policy == Anonymous && !listed)
                yield return $"Route '{route.Key}' is anonymous but is not on the list AnonymousRoutes; add it there or give it a policy.";
            if (policy != Anonymous && listed)
                yield return $"Route '{route.Key}' is on the list AnonymousRoutes but has the AuthorizationPolicy '{policy}'; take it off the list or write \"Anonymous\".";

            var path = route["Match:Path"];
            if (string.IsNullOrEmpty(path) || !path.StartsWith('/'))
                yield return $"Route '{route.Key}' has no Match:Path that begins with '/'; write for example /api/things/{{**rest}}.";
            else if (!path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/.well-known/", StringComparison.Ordinal))
                yield return $"Route '{route.Key}' matches '{path}'; only /api/… and /.well-known/… lead to services, never /internal.";
            foreach (var transform in route.GetSection("Transforms").GetChildren().SelectMany(t => t.GetChildren()).Where(t => t.Value?.Contains("/internal", StringComparison.OrdinalIgnoreCase) == true))
                yield return $"Route '{route.Key}' rewrites to '{transform.Value}'; addresses under /internal are never routed.";
            if (!clusters.Exists(c => c.Key == route["ClusterId"]))
                yield return $"Route '{route.Key}' leads to the cluster '{route["ClusterId"]}', which is not under ReverseProxy:Clusters.";
        }

        foreach (var name in anonymous.Where(name => !routes.Exists(r => r.Key == name)))
            yield return $"AnonymousRoutes names '{name}', which is no route; take it off the list.";
        foreach (var cluster in clusters.Where(c => !c.GetSection("Destinations").GetChildren().Any()))
            yield return $"services__{cluster.Key}__http__0 is not set; give the address of the service '{cluster.Key}', for example http://127.0.0.1:5001.";
    }
}
