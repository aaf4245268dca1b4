using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Parts of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>scheme://host:port</summary>
    Url,

    /// <summary>Host name or address.</summary>
    Host,

    /// <summary>IPv4 address.</summary>
    IPV4Host,

    /// <summary>Port.</summary>
    Port,

    /// <summary>Scheme, for example http or mqtt.</summary>
    Scheme,

    /// <summary>The port that the process itself listens on; the same as <see cref="Port" /> here.</summary>
    TargetPort,

    /// <summary>host:port</summary>
    HostAndPort,
}

/// <summary>Refers to an endpoint before its port is known.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider
{
    /// <summary>The resource that listens.</summary>
    public IResourceWithEndpoints Resource { get; } = owner;

    /// <summary>The endpoint's name, for example http.</summary>
    public string EndpointName { get; } = endpointName;

    /// <summary>Whether the resource has an endpoint of that name.</summary>
    public bool Exists => ApplicationModel.Resource.PlanOf(Resource).Endpoints.Exists(endpoint => endpoint.Name == EndpointName);

    /// <summary>scheme://host:port, once ports are allocated.</summary>
    public string Url => $"{Scheme}://{Host}:{Port}";

    /// <summary>Host that neighbours on this machine use.</summary>
    public string Host { get; } = Platform.AppHost.Local.Running.LocalSettings.Loopback;

    /// <summary>Port, once ports are allocated.</summary>
    public int Port => Annotation.Ports.Count > 0
        ? Annotation.Ports[0]
        : throw new DistributedApplicationException($"The port of endpoint '{EndpointName}' of '{Resource.Name}' is known only after the start.");

    /// <summary>Scheme of the endpoint.</summary>
    public string Scheme => Annotation.Scheme;

    private EndpointAnnotation Annotation => ApplicationModel.Resource.PlanOf(Resource).Endpoint(Resource.Name, EndpointName);

    /// <summary>A part of the address, to be used in a <see cref="ReferenceExpression" />.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);
}

/// <summary>One part of an endpoint's address, read when it is needed.</summary>
public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property) : IValueProvider
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpoint;

    /// <summary>Which part.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Property switch
    {
        EndpointProperty.Url => Endpoint.Url,
        EndpointProperty.Host or EndpointProperty.IPV4Host => Endpoint.Host,
        EndpointProperty.Port or EndpointProperty.TargetPort => Endpoint.Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.Scheme => Endpoint.Scheme,
        EndpointProperty.HostAndPort => $"{Endpoint.Host}:{Endpoint.Port}",
        _ => throw new InvalidOperationException($"Unknown endpoint property {Property}."),
    });
}
