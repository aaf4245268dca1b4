using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Ports, health checks and addresses.</summary>
public static class EndpointBuilderExtensions
{
    /// <summary>An HTTP endpoint; a free port when none is given.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>An HTTPS endpoint; a free port when none is given.</summary>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied);

    /// <summary>An endpoint of any scheme; a second one of the same name changes the first.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        var endpoints = Resource.PlanOf(builder.Resource).Endpoints;
        var endpointName = name ?? scheme ?? "tcp";
        var endpoint = endpoints.Find(known => known.Name == endpointName);
        if (endpoint is null)
            endpoints.Add(endpoint = new EndpointAnnotation(endpointName, scheme ?? protocol?.ToString().ToLowerInvariant() ?? "tcp"));
        endpoint.Scheme = scheme ?? endpoint.Scheme;
        endpoint.FixedPort = port ?? endpoint.FixedPort;
        endpoint.EnvironmentVariable = env ?? endpoint.EnvironmentVariable;
        endpoint.External = isExternal ?? endpoint.External;
        return builder;
    }

    /// <summary>Refers to an endpoint, also before it is declared.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>HTTP endpoints are for people and other machines, not only for neighbours.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        Resource.PlanOf(builder.Resource).ExternalHttp = true;
        return builder;
    }

    /// <summary>Healthy when a GET answers with the status code (200 when none is given).</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        Resource.PlanOf(builder.Resource).Probes.Add(new HealthProbe(path ?? "/", statusCode ?? 200, endpointName));
        return builder;
    }

    /// <summary>Changes how the endpoint's address is shown.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        Resource.PlanOf(builder.Resource).Urls.Add(new UrlChange(endpointName, callback));
        return builder;
    }
}
