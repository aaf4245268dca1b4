namespace Aspire.Hosting.ApplicationModel;

/// <summary>Given to callbacks that add environment variables just before a process starts.</summary>
public sealed class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    Dictionary<string, object> environmentVariables,
    CancellationToken cancellationToken = default)
{
    /// <summary>How the application runs.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>Name → text or <see cref="IValueProvider" />.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables;

    /// <summary>Ends with the application.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>How an address is shown to people.</summary>
public sealed class ResourceUrlAnnotation
{
    /// <summary>The address.</summary>
    public required string Url { get; set; }

    /// <summary>What to show in front of it.</summary>
    public string? DisplayText { get; set; }
}
