using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Platform.AppHost.Local.Running;

namespace Aspire.Hosting;

/// <summary>Collects the resources of an application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings from appsettings.json, the environment and the command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Name of the environment and the AppHost's folder.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Whether the application runs or is being published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Folder of the AppHost project; relative paths start here.</summary>
    string AppHostDirectory { get; }

    /// <summary>Adds a resource whose name is not taken.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>A builder of a resource that is there already.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>The application, ready to run.</summary>
    DistributedApplication Build();
}

/// <summary>Whether the application runs or is being published.</summary>
public sealed class DistributedApplicationExecutionContext
{
    /// <summary>The application is to be run.</summary>
    public bool IsRunMode { get; } = true;

    /// <summary>Deployment files are to be written; the local way never does.</summary>
    public bool IsPublishMode => !IsRunMode;
}

/// <summary>The application cannot be built or started as described.</summary>
public class DistributedApplicationException(string message, Exception? inner = null) : Exception(message, inner);

internal sealed class LocalApplicationBuilder : IDistributedApplicationBuilder
{
    private const string ProjectPathKey = "AppHostProjectPath";
    private readonly List<IResource> _resources = [];

    public LocalApplicationBuilder(string[] args)
    {
        AppHostDirectory = Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == ProjectPathKey)?.Value ?? Directory.GetCurrentDirectory();
        Configuration = new ConfigurationManager();
        Configuration.AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
        Environment = new LocalEnvironment(
            Configuration["environment"] ?? Configuration["DOTNET_ENVIRONMENT"] ?? Environments.Production, AppHostDirectory);
        Settings = LocalSettings.Read(Configuration, AppHostDirectory);
        Parameters = new ParameterStore(Path.Combine(Settings.Folder, "parameters.json"));
    }

    public ConfigurationManager Configuration { get; }

    public IHostEnvironment Environment { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    public string AppHostDirectory { get; }

    public LocalSettings Settings { get; }

    public ParameterStore Parameters { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (_resources.Exists(known => known.Name == resource.Name))
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new LocalResourceBuilder<T>(resource, this);

    public DistributedApplication Build() => new(_resources, Settings, Configuration, ExecutionContext);

    private sealed record LocalResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder) : IResourceBuilder<T>
        where T : IResource;

    private sealed class LocalEnvironment(string name, string folder) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = Assembly.GetEntryAssembly()?.GetName().Name ?? "AppHost";

        public string ContentRootPath { get; set; } = folder;

        public IFileProvider ContentRootFileProvider { get; set; } = new PhysicalFileProvider(folder);
    }
}
