namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a server, a project, an executable, a parameter.</summary>
public interface IResource
{
    /// <summary>Unique name in the application, lower case with hyphens.</summary>
    string Name { get; }
}

/// <summary>A resource whose processes get environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource whose processes get command-line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that listens on ports.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that others find by its name (<c>services__name__http__0</c>).</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource that others reach with a connection string.</summary>
public interface IResourceWithConnectionString : IResource
{
    /// <summary>The connection string, resolved when a process that refers to it starts.</summary>
    ReferenceExpression ConnectionStringExpression { get; }
}

/// <summary>A resource that lives in another one.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource that this one lives in.</summary>
    IResource Parent { get; }
}

/// <summary>Gives a value when it is asked for, so that ports and generated secrets may be known late.</summary>
public interface IValueProvider
{
    /// <summary>The value, or null when there is none.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>Collects what is said about one resource. Covariant, so that a builder of a project is a builder of a resource.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The resource itself.</summary>
    T Resource { get; }

    /// <summary>The application that the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }
}

/// <summary>Base of every resource.</summary>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc />
    public string Name { get; } = name;

    internal ResourcePlan Plan { get; } = new();

    internal static ResourcePlan PlanOf(IResource resource) => ((Resource)resource).Plan;
}
