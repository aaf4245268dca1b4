using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Local.Running;

/// <summary>A project from its built output, or any other program.</summary>
internal sealed class ProgramUnit(
    IResource resource,
    int replica,
    ProcessScope scope,
    LocalSettings settings,
    IConfiguration configuration,
    DistributedApplicationExecutionContext context) : IUnit
{
    private const string Framework = "net10.0";
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(3) };
    private readonly ResourcePlan _plan = Aspire.Hosting.ApplicationModel.Resource.PlanOf(resource);

    public IResource Resource => resource;

    public string Name => _plan.Replicas == 1 ? resource.Name : $"{resource.Name}-{replica}";

    public string Kind => resource is ProjectResource ? "project" : "executable";

    public int Replica => replica;

    /// <summary>A project that listens nowhere does its work and ends.</summary>
    public bool IsJob => resource is ProjectResource && _plan.Endpoints.Count == 0;

    public async Task<ChildProcess?> LaunchAsync(Action<string> onLine, CancellationToken cancellationToken)
    {
        var arguments = new List<string>();
        foreach (var argument in _plan.Arguments)
            arguments.Add(await ResolveAsync(argument, cancellationToken));
        var environment = await EnvironmentAsync(cancellationToken);
        var command = resource switch
        {
            ProjectResource project => ProjectCommand(project, arguments, environment),
            ExecutableResource executable => new ChildCommand(executable.Command, arguments, executable.WorkingDirectory, environment),
            _ => throw new DistributedApplicationException($"'{resource.Name}' cannot be run here."),
        };
        return scope.Start(command, onLine);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var probe in _plan.Probes)
        {
            var endpoint = probe.EndpointName is { } name
                ? _plan.Endpoint(resource.Name, name)
                : _plan.Endpoints.Find(candidate => candidate.Scheme == "http")
                    ?? throw new DistributedApplicationException($"'{resource.Name}' has a health check but no http endpoint.");
            if (!await AnswersAsync(new Uri(new Uri(endpoint.UrlOf(replica)), probe.Path), probe.StatusCode, cancellationToken))
                return false;
        }

        return true;
    }

    /// <summary>The built program of a project: what <c>dotnet build</c> left in <c>bin/Configuration</c>.</summary>
    internal static string FindBuild(string projectPath, string configuration)
    {
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", configuration, Framework);
        var ending = $"{Path.GetFileNameWithoutExtension(projectPath)}.runtimeconfig.json";
        var found = Directory.Exists(output)
            ? Directory.GetFiles(output, "*.runtimeconfig.json").FirstOrDefault(file => file.EndsWith($".{ending}", StringComparison.Ordinal) || Path.GetFileName(file) == ending)
            : null;
        return found is not null
            ? $"{found[..^".runtimeconfig.json".Length]}.dll"
            : throw new LocalStartException($"{Path.GetFileName(projectPath)} is not built in {configuration}: dotnet build -c {configuration} first.");
    }

    private ChildCommand ProjectCommand(ProjectResource project, List<string> arguments, Dictionary<string, string> environment)
    {
        var library = FindBuild(project.ProjectPath, settings.Configuration);
        return new ChildCommand(DotNetHost.Path, ["exec", library, .. arguments], Path.GetDirectoryName(project.ProjectPath)!, environment);
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["OTEL_SERVICE_NAME"] = resource.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Name}",
        };
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } collector)
            values["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        foreach (var endpoint in _plan.Endpoints.Where(endpoint => endpoint.EnvironmentVariable is not null))
            values[endpoint.EnvironmentVariable!] = endpoint.Ports[replica].ToString(CultureInfo.InvariantCulture);
        if (resource is ProjectResource && _plan.Endpoints.Exists(endpoint => endpoint.IsHttp))
            values["ASPNETCORE_URLS"] = string.Join(';', _plan.Endpoints.Where(endpoint => endpoint.IsHttp).SelectMany(Addresses));
        var callback = new EnvironmentCallbackContext(context, values, cancellationToken);
        foreach (var add in _plan.Environment)
            await add(callback);
        // Last, so that a test or a bench can overrule what the application says.
        foreach (var setting in configuration.GetSection($"Environment:{resource.Name}").GetChildren())
            values[setting.Key] = setting.Value ?? "";
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            resolved[name] = await ResolveAsync(value, cancellationToken);
        return resolved;
    }

    private IEnumerable<string> Addresses(EndpointAnnotation endpoint)
    {
        var listen = endpoint.External || _plan.ExternalHttp ? settings.ListenAddresses : [LocalSettings.Loopback];
        return listen.Select(address => $"{endpoint.Scheme}://{address}:{endpoint.Ports[replica]}");
    }

    private static async ValueTask<string> ResolveAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken) ?? "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static async Task<bool> AnswersAsync(Uri address, int statusCode, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == statusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}

/// <summary>The dotnet program that runs us.</summary>
internal static class DotNetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        // …/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll
        var runtime = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var host = System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "../../../dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }
}
