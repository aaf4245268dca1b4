using Platform.AppHost.Local.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What was said about a resource, collected until the application is built.</summary>
internal sealed class ResourcePlan
{
    public List<Func<EnvironmentCallbackContext, Task>> Environment { get; } = [];

    public List<object> Arguments { get; } = [];

    public List<EndpointAnnotation> Endpoints { get; } = [];

    public List<WaitAnnotation> Waits { get; } = [];

    public List<HealthProbe> Probes { get; } = [];

    public List<BindMount> Mounts { get; } = [];

    public List<UrlChange> Urls { get; } = [];

    public int Replicas { get; set; } = 1;

    public bool ExplicitStart { get; set; }

    public bool ExternalHttp { get; set; }

    public IResource? Parent { get; set; }

    public EndpointAnnotation Endpoint(string resource, string name) =>
        Endpoints.Find(endpoint => endpoint.Name == name)
        ?? throw new DistributedApplicationException($"Resource '{resource}' has no endpoint named '{name}'.");
}

internal sealed record HealthProbe(string Path, int StatusCode, string? EndpointName);

internal sealed record BindMount(string Source, string Target);

internal sealed record UrlChange(string EndpointName, Action<ResourceUrlAnnotation> Apply);

internal sealed record WaitAnnotation(IResource Resource, bool ForCompletion, int ExitCode);

/// <summary>One port that a resource listens on, with a port per replica once they are allocated.</summary>
internal sealed class EndpointAnnotation(string name, string scheme)
{
    public string Name { get; } = name;

    public string Scheme { get; set; } = scheme;

    public int? FixedPort { get; set; }

    public string? EnvironmentVariable { get; set; }

    public bool External { get; set; }

    public IReadOnlyList<int> Ports { get; set; } = [];

    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>Address of one replica as its neighbours on this machine use it.</summary>
    public string UrlOf(int replica) => $"{Scheme}://{LocalSettings.Loopback}:{Ports[replica]}";
}
