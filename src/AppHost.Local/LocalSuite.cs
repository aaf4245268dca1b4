using System.Diagnostics;
using System.Text.Json;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local;

/// <summary>How a suite for tests is started.</summary>
public sealed record LocalSuiteOptions
{
    /// <summary>The built AppHost (.dll); the platform's own in the build configuration of the test when null.</summary>
    public string? AppHost { get; init; }

    /// <summary>Where everything that is created goes; a new temporary folder, deleted at the end, when null.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether demo tenant, people and devices are made and the virtual devices run.</summary>
    public bool Demo { get; init; }

    /// <summary>More settings of the AppHost, for example <c>["Demo:Devices"] = "50"</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Resource → variable → value, overruling what the AppHost sets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Environment { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>How long the suite may take to become ready.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>One row of the state page.</summary>
public sealed record LocalSuiteResource(
    string Name,
    string Resource,
    string Type,
    string State,
    string? Note,
    int? Pid,
    int Restarts,
    int? ExitCode,
    IReadOnlyList<LocalSuiteEndpoint> Endpoints,
    string Log);

/// <summary>One address of a resource.</summary>
public sealed record LocalSuiteEndpoint(string Name, Uri Url);

/// <summary>The whole application as a child process on free ports with a folder of its own.</summary>
public sealed class LocalSuite : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly ProcessScope _scope;
    private readonly LogFile _log;
    private readonly ChildProcess _process;
    private readonly bool _temporary;

    private LocalSuite(LocalSuiteOptions options)
    {
        _temporary = options.Folder is null;
        Folder = Path.GetFullPath(options.Folder ?? Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(Folder);
        _scope = ProcessScope.Open(Path.Combine(Folder, "launcher"));
        _log = new LogFile(Path.Combine(Folder, "logs"), "apphost");
        var library = options.AppHost ?? FindAppHost();
        _process = _scope.Start(
            new ChildCommand(DotNetHost.Path, ["exec", library, .. Arguments(options, Folder)], Folder, new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Development" }), _log.Write);
    }

    /// <summary>Where everything of this suite is: logs, summary.json, devices.json, certificates.</summary>
    public string Folder { get; }

    /// <summary>Id of the AppHost's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>All resources as they are now.</summary>
    public IReadOnlyList<LocalSuiteResource> Resources => ReadState()?.Resources
        ?? throw new InvalidOperationException("The suite does not run.");

    /// <summary>Starts the suite and returns when everything is ready.</summary>
    public static async Task<LocalSuite> StartAsync(LocalSuiteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalSuiteOptions();
        var suite = new LocalSuite(options);
        try
        {
            await suite.UntilAsync(() => suite.ReadState() is { Ready: true }, options.Timeout, "the suite to be ready", cancellationToken);
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Address of a resource's endpoint.</summary>
    public Uri GetEndpoint(string resource, string endpoint = "http") =>
        Get(resource).Endpoints.FirstOrDefault(candidate => candidate.Name == endpoint)?.Url
        ?? throw new ArgumentException($"'{resource}' has no endpoint '{endpoint}'.", nameof(endpoint));

    /// <summary>Connection string of a database or the broker, by its resource's name.</summary>
    public string GetConnectionString(string resource)
    {
        var all = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Folder, "connections.json")))!;
        return all.TryGetValue(resource, out var value) ? value : throw new ArgumentException($"There is no connection string '{resource}'.", nameof(resource));
    }

    /// <summary>One resource as it is now; a replica is named <c>telemetry-0</c>.</summary>
    public LocalSuiteResource Get(string name) => Resources.FirstOrDefault(resource => resource.Name == name)
        ?? throw new ArgumentException($"There is no resource '{name}'.", nameof(name));

    /// <summary>kill -9. The AppHost starts it again; <see cref="WaitForRestartAsync" /> waits for that.</summary>
    /// <returns>The resource as it was, to be given to <see cref="WaitForRestartAsync" />.</returns>
    public LocalSuiteResource Kill(string name) => Signal(name, Signals.Kill);

    /// <summary>Freezes the process (SIGSTOP).</summary>
    public LocalSuiteResource Suspend(string name) => Signal(name, Signals.Stop);

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    public LocalSuiteResource Resume(string name) => Signal(name, Signals.Continue);

    /// <summary>Stops the process in an orderly way and waits until it runs again.</summary>
    public async Task RestartAsync(string name, CancellationToken cancellationToken = default) =>
        await WaitForRestartAsync(Signal(name, name is "postgres" ? Signals.Interrupt : Signals.Terminate), cancellationToken: cancellationToken);

    /// <summary>Waits until the resource runs in another process than before and is healthy.</summary>
    public Task WaitForRestartAsync(LocalSuiteResource before, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => UntilAsync(
        () => Get(before.Name) is { State: "running" } now && now.Pid != before.Pid, timeout ?? TimeSpan.FromMinutes(1), $"{before.Name} to run again", cancellationToken);

    /// <summary>Waits for a state: running, unhealthy, restarting, finished, failed.</summary>
    public Task WaitForStateAsync(string name, string state, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        UntilAsync(() => Get(name).State == state, timeout ?? TimeSpan.FromMinutes(1), $"{name} to be {state}", cancellationToken);

    /// <summary>The resource's output so far.</summary>
    public string ReadLog(string name)
    {
        using var stream = new FileStream(Get(name).Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Stops everything in order; the folder stays until disposal.</summary>
    /// <returns>The AppHost's exit code.</returns>
    public async Task<int> StopAsync()
    {
        await _process.StopAsync(Signals.Terminate, StopPatience);
        return await _process.Exited;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        _scope.Dispose();
        _log.Dispose();
        if (_temporary)
            Directory.Delete(Folder, recursive: true);
    }

    private static IEnumerable<string> Arguments(LocalSuiteOptions options, string folder)
    {
        yield return $"--Local:Folder={folder}";
        yield return "--Local:FreePorts=true";
        yield return "--Local:Console=false";
        yield return "--Local:Durable=false";
        yield return $"--Demo:Enabled={options.Demo}";
        foreach (var (key, value) in options.Settings)
            yield return $"--{key}={value}";
        foreach (var (resource, variables) in options.Environment)
        {
            foreach (var (name, value) in variables)
                yield return $"--Environment:{resource}:{name}={value}";
        }
    }

    private static string FindAppHost()
    {
        var configuration = LocalSettings.OwnConfiguration(AppContext.BaseDirectory);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return ProgramUnit.FindBuild(Path.Combine(folder.FullName, "src/AppHost/AppHost.csproj"), configuration);
        }

        throw new LocalStartException("No Platform.sln above the test: give the AppHost's path.");
    }

    private LocalSuiteResource Signal(string name, int signal)
    {
        var resource = Get(name);
        if (resource.Pid is not { } pid || !Signals.Send(pid, signal))
            throw new InvalidOperationException($"'{name}' does not run (it is {resource.State}).");
        return resource;
    }

    private async Task UntilAsync(Func<bool> condition, TimeSpan timeout, string what, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (_process.HasExited)
            {
                await _process.DrainAsync();
                throw new LocalStartException($"The AppHost ended with {await _process.Exited}:{Environment.NewLine}{string.Join(Environment.NewLine, _log.LastLines)}");
            }

            if (clock.Elapsed > timeout)
                throw new TimeoutException($"Waited {timeout.TotalSeconds:0} s for {what}:{Environment.NewLine}{string.Join(Environment.NewLine, _log.LastLines)}");
            await Task.Delay(Between, cancellationToken);
        }
    }

    private State? ReadState()
    {
        try
        {
            return JsonSerializer.Deserialize<State>(File.ReadAllText(Path.Combine(Folder, "state.json")), Json);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private sealed record State(bool Ready, IReadOnlyList<LocalSuiteResource> Resources);
}
