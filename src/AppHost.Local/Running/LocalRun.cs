using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Local.Running;

/// <summary>One run of an application: everything started in order, watched, and stopped in reverse.</summary>
internal sealed class LocalRun(
    IReadOnlyList<IResource> resources, LocalSettings settings, IConfiguration configuration, DistributedApplicationExecutionContext context)
    : IAsyncDisposable
{
    private static readonly TimeSpan LeastGrace = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _ending = new();
    private readonly Stopwatch _clock = new();
    private readonly Board _board = new(interactive: !Console.IsOutputRedirected, settings.Console);
    private readonly List<Supervisor> _supervisors = [];
    private FileStream? _lock;
    private ProcessScope? _scope;
    private StatePage? _page;
    private Task _work = Task.CompletedTask;
    private Task? _stopping;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _clock.Start();
        _lock = TakeFolder();
        Ports.Allocate(resources, settings);
        _scope = ProcessScope.Open(settings.Folder);
        foreach (var unit in await new UnitFactory(resources, settings, configuration, context, _scope).CreateAsync(cancellationToken))
            _supervisors.Add(new Supervisor(unit, new LogFile(settings.LogFolder, unit.Name), OnChanged, _board.Output));
        _page = new StatePage(settings, _supervisors);
        await WriteConnectionsAsync(cancellationToken);
        _board.Begin(_supervisors);
        _work = Task.WhenAll(_supervisors.Select(StartOne));
        await UntilReadyAsync(cancellationToken);
        var summary = Summary.Compose(settings, _supervisors, _page.Address, _clock.Elapsed, withAccounts: true);
        OwnerFile.Write(Path.Combine(settings.Folder, "summary.txt"), summary);
        // Last: who waits for it reads the summary next.
        _page.BecomeReady(_clock.Elapsed);
        // Without a person at the console the output is a log, and passwords do not belong in logs.
        _board.Finish(settings.Console ? summary : Summary.Compose(settings, _supervisors, _page.Address, _clock.Elapsed, withAccounts: false));
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public Task StopAsync() => _stopping ??= StopOnceAsync();

    private Task StartOne(Supervisor supervisor)
    {
        var plan = Resource.PlanOf(supervisor.Unit.Resource);
        if (plan.ExplicitStart && !settings.Start.Contains(supervisor.Unit.Resource.Name))
        {
            supervisor.LeaveOut($"start with --Local:Start={supervisor.Unit.Resource.Name}");
            return Task.CompletedTask;
        }

        return supervisor.RunAsync(DependenciesAsync, _ending.Token);

        async Task DependenciesAsync(CancellationToken cancellationToken)
        {
            foreach (var wait in plan.Waits)
            {
                foreach (var dependency in Of(wait.Resource))
                {
                    if (!wait.ForCompletion)
                        await dependency.Running.WaitAsync(cancellationToken);
                    else if (await dependency.Completed.WaitAsync(cancellationToken) != wait.ExitCode)
                        throw new DistributedApplicationException($"{dependency.Unit.Name} ended with {dependency.ExitCode}, {wait.ExitCode} was waited for");
                }
            }
        }
    }

    private IEnumerable<Supervisor> Of(IResource resource) => _supervisors.Where(supervisor => supervisor.Unit.Resource == resource);

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        var started = _supervisors.Where(supervisor => supervisor.State != UnitState.NotStarted).ToList();
        var ready = Task.WhenAll(started.Select(supervisor => supervisor.Ready));
        var failed = Task.WhenAny(started.Select(supervisor => supervisor.Failed));
        var timeout = Task.Delay(settings.StartTimeout, cancellationToken);
        var first = await Task.WhenAny(ready, failed, timeout);
        cancellationToken.ThrowIfCancellationRequested();
        if (first == ready)
            return;
        // The first to fail is the cause; others may only have lost what they waited for.
        var culprits = started.Where(supervisor => supervisor.State == UnitState.Failed).ToList();
        if (culprits.Count == 0)
            culprits = started.Where(supervisor => !supervisor.Ready.IsCompleted && supervisor.State != UnitState.Waiting).ToList();
        _board.Finish("");
        throw new DistributedApplicationException(string.Join(Environment.NewLine, culprits.Select(Explain)));
    }

    private string Explain(Supervisor supervisor)
    {
        var reason = supervisor.State == UnitState.Failed ? supervisor.Note : $"is not ready after {settings.StartTimeout.TotalSeconds:0} s";
        var lines = supervisor.Log.LastLines.Select(line => $"    {line}").Prepend($"{supervisor.Unit.Name} {reason}. Its last lines ({supervisor.Log.FilePath}):");
        return supervisor.Log.LastLines.Count == 0 ? $"{supervisor.Unit.Name}: {reason}" : string.Join(Environment.NewLine, lines);
    }

    private async Task StopOnceAsync()
    {
        if (_clock.IsRunning && _supervisors.Count > 0)
            _board.Say("Stopping");
        await _ending.CancelAsync();
        await _work;
        var since = Stopwatch.StartNew();
        var stops = new Dictionary<Supervisor, Task>();
        await Task.WhenAll(_supervisors.Select(StopInTurn));
        _page?.Dispose();
        _board.Dispose();
        _scope?.Dispose();
        foreach (var supervisor in _supervisors)
            supervisor.Dispose();
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
            _board.Say($"Stopped after {since.Elapsed.TotalSeconds:0.0} s");
        }

        _ending.Dispose();

        Task StopInTurn(Supervisor supervisor)
        {
            if (!stops.TryGetValue(supervisor, out var stop))
                stops[supervisor] = stop = StopAfterDependentsAsync(supervisor);
            return stop;
        }

        async Task StopAfterDependentsAsync(Supervisor supervisor)
        {
            await Task.WhenAll(_supervisors.Where(other => DependsOn(other, supervisor)).Select(StopInTurn));
            var left = supervisor.Unit.StopDeadline - since.Elapsed;
            await supervisor.StopAsync(left > LeastGrace ? left : LeastGrace);
        }
    }

    private static bool DependsOn(Supervisor dependent, Supervisor on) =>
        dependent != on && Resource.PlanOf(dependent.Unit.Resource).Waits.Exists(wait => wait.Resource == on.Unit.Resource);

    private FileStream TakeFolder()
    {
        Directory.CreateDirectory(settings.Folder);
        try
        {
            return new FileStream(Path.Combine(settings.Folder, "apphost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new LocalStartException($"An application runs in {settings.Folder} already: ./run status, ./run stop.", problem);
        }
    }

    private async Task WriteConnectionsAsync(CancellationToken cancellationToken)
    {
        var connections = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in resources.OfType<IResourceWithConnectionString>())
            connections[resource.Name] = await resource.ConnectionStringExpression.GetValueAsync(cancellationToken) ?? "";
        OwnerFile.Write(Path.Combine(settings.Folder, "connections.json"), System.Text.Json.JsonSerializer.Serialize(connections));
    }

    private void OnChanged(Supervisor supervisor)
    {
        _board.Changed(supervisor);
        _page?.Refresh();
    }
}
