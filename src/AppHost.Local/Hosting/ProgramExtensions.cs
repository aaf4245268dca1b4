using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;

namespace Aspire.Hosting;

/// <summary>Projects, executables, containers and web apps.</summary>
public static class ProgramBuilderExtensions
{
    /// <summary>A project of this repository, run from its built output. Without an endpoint it is a job that ends.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName) =>
        launchProfileName is null
            ? builder.AddResource(new ProjectResource(name) { ProjectPath = Absolute(builder, projectPath) })
            : throw new DistributedApplicationException($"'{name}': launch profiles are not read; pass null and give the endpoint.");

    /// <summary>Any other program; a command with a slash is a path.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
    {
        var executable = new ExecutableResource(
            name, command.Contains('/', StringComparison.Ordinal) ? Absolute(builder, command) : command, Absolute(builder, workingDirectory));
        executable.Plan.Arguments.AddRange(args ?? []);
        return builder.AddResource(executable);
    }

    /// <summary>A container. The local way runs none: give it <c>WithExplicitStart()</c> or leave it out.</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name) { Image = $"{image}:{tag}" });

    /// <summary>A web app in development, served by Vite.</summary>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev")
    {
        var app = new ViteAppResource(name, "npm", Absolute(builder, appDirectory));
        app.Plan.Endpoints.Add(new EndpointAnnotation("http", "http") { EnvironmentVariable = "PORT" });
        app.Plan.Arguments.AddRange(["run", runScriptName, "--", "--port", new EndpointReference(app, "http").Property(EndpointProperty.Port)]);
        return builder.AddResource(app);
    }

    /// <summary>Runs several processes, each on its own port.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Plan.Replicas = replicas;
        return builder;
    }

    /// <summary>Mounts a file into a container; the local servers read the broker's files from the same sources.</summary>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        builder.Resource.Plan.Mounts.Add(new BindMount(Absolute(builder.ApplicationBuilder, source), target));
        return builder;
    }

    /// <summary>Mounts a volume into a container; nothing to do here.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource => builder;

    /// <summary>How the program is published; nothing to do here.</summary>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder)
        where T : ExecutableResource => builder;

    /// <summary>Where the application is published to; nothing to do here.</summary>
    public static IDistributedApplicationBuilder AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder;
    }

    private static string Absolute(IDistributedApplicationBuilder builder, string path) =>
        Path.GetFullPath(path, builder.AppHostDirectory);
}
