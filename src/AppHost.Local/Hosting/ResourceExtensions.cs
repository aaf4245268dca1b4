using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Environment, references, order.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Sets a variable to a text.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Set(name, value ?? "");

    /// <summary>Sets a variable to an interpolated text whose holes are filled at the start.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment => builder.Set(name, ReferenceExpression.Create(value));

    /// <summary>Sets a variable to an expression.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment => builder.Set(name, value);

    /// <summary>Sets a variable to an endpoint's address.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => builder.Set(name, endpointReference);

    /// <summary>Sets a variable to a parameter's value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Set(name, parameter.Resource);

    /// <summary>Sets variables just before the process starts.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback)
        where T : IResourceWithEnvironment
    {
        Plan(builder).Environment.Add(context =>
        {
            callback(context);
            return Task.CompletedTask;
        });
        return builder;
    }

    /// <summary>Arguments on the command line.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        Plan(builder).Arguments.AddRange(args);
        return builder;
    }

    /// <summary>Gives the connection string as <c>ConnectionStrings__name</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where T : IResourceWithEnvironment =>
        builder.Set($"ConnectionStrings__{connectionName ?? source.Resource.Name}", source.Resource.ConnectionStringExpression);

    /// <summary>Gives the addresses of all replicas as <c>services__name__http__0</c> and so on.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment
    {
        var target = source.Resource;
        Plan(builder).Environment.Add(context =>
        {
            foreach (var endpoint in Resource.PlanOf(target).Endpoints.Where(endpoint => endpoint.IsHttp))
            {
                for (var replica = 0; replica < endpoint.Ports.Count; replica++)
                    context.EnvironmentVariables[$"services__{target.Name}__{endpoint.Name}__{replica}"] = endpoint.UrlOf(replica);
            }

            return Task.CompletedTask;
        });
        return builder;
    }

    /// <summary>Gives one endpoint's address as <c>services__name__endpoint__0</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.Set($"services__{endpointReference.Resource.Name}__{endpointReference.EndpointName}__0", endpointReference);

    /// <summary>Starts only when the dependency runs and is healthy; a database also waits for its server.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        Plan(builder).Waits.Add(new WaitAnnotation(dependency.Resource, ForCompletion: false, ExitCode: 0));
        return builder;
    }

    /// <summary>Starts only when the dependency has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        Plan(builder).Waits.Add(new WaitAnnotation(dependency.Resource, ForCompletion: true, exitCode));
        return builder;
    }

    /// <summary>Shown under another resource.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource
    {
        Plan(builder).Parent = parent.Resource;
        return builder;
    }

    /// <summary>Started only when asked for (<c>--Local:Start=name</c>).</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        Plan(builder).ExplicitStart = true;
        return builder;
    }

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, object value)
        where T : IResource
    {
        Plan(builder).Environment.Add(context =>
        {
            context.EnvironmentVariables[name] = value;
            return Task.CompletedTask;
        });
        return builder;
    }

    private static ResourcePlan Plan<T>(IResourceBuilder<T> builder)
        where T : IResource => Resource.PlanOf(builder.Resource);
}
