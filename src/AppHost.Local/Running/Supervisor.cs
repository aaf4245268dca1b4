using System.Diagnostics;
using Aspire.Hosting;

namespace Platform.AppHost.Local.Running;

/// <summary>What a resource is doing.</summary>
internal enum UnitState
{
    Waiting,
    Starting,
    Running,
    Unhealthy,
    Restarting,
    Finished,
    Failed,
    NotStarted,
    Stopping,
    Stopped,
}

/// <summary>Starts one unit when its time has come, watches its health, and starts it again when it dies.</summary>
internal sealed class Supervisor(IUnit unit, LogFile log, Action<Supervisor> changed, Action<Supervisor, string> output) : IDisposable
{
    private const int TriesBeforeReady = 5;
    private const int MissesUntilUnhealthy = 2;
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileRunning = TimeSpan.FromSeconds(5);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RestartBackoff _backoff = new();
    private readonly Stopwatch _clock = new();
    private ChildProcess? _child;

    public IUnit Unit => unit;

    public LogFile Log => log;

    public UnitState State { get; private set; } = UnitState.Waiting;

    public int? Pid => _child is { HasExited: false } running ? running.Id : null;

    public int Restarts { get; private set; }

    public int? ExitCode { get; private set; }

    public string? Note { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>From its own start to the first time it was ready.</summary>
    public TimeSpan? ReadyAfter { get; private set; }

    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Done when it was healthy for the first time; a job is ready when it has ended well.</summary>
    public Task Ready => unit.IsJob ? _completed.Task : _ready.Task;

    public Task Running => _ready.Task;

    public Task<int> Completed => _completed.Task;

    /// <summary>Done, with the reason, when it is given up.</summary>
    public Task<string> Failed => _failed.Task;

    public void LeaveOut(string note)
    {
        Note = note;
        Enter(UnitState.NotStarted);
    }

    public async Task RunAsync(Func<CancellationToken, Task> dependencies, CancellationToken cancellationToken)
    {
        try
        {
            await dependencies(cancellationToken);
            _clock.Start();
            Enter(UnitState.Starting);
            await unit.PrepareAsync(OnLine, cancellationToken);
            while (true)
            {
                _child?.Dispose();
                _child = await unit.LaunchAsync(OnLine, cancellationToken);
                StartedAt = DateTimeOffset.UtcNow;
                var exitCode = await WatchAsync(_child, cancellationToken);
                if (await IsOverAsync(exitCode))
                    return;
                await Task.Delay(_backoff.Next(_child!.Lived.Elapsed), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops; StopAsync ends the process in its turn.
        }
        catch (DistributedApplicationException problem)
        {
            Fail(problem.Message);
        }
        catch (Exception problem)
        {
            // Whatever it is, the other resources must still be stopped in order: it becomes this resource's failure.
            Fail(problem.ToString());
        }
    }

    /// <summary>Stops the process, and kills it when it takes longer than <paramref name="grace" />.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (_child is { HasExited: false } running)
        {
            Enter(UnitState.Stopping);
            await running.StopAsync(unit.StopSignal, grace);
            await running.DrainAsync();
        }

        if (State is not (UnitState.Finished or UnitState.Failed or UnitState.NotStarted))
            Enter(UnitState.Stopped);
    }

    public void Dispose()
    {
        _child?.Dispose();
        log.Dispose();
    }

    private async Task<int> WatchAsync(ChildProcess? child, CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<int>().Task;
        var exited = child?.Exited ?? never;
        var misses = 0;
        while (true)
        {
            var check = unit.IsReadyAsync(cancellationToken);
            if (await Task.WhenAny(check, exited) == exited)
                return await exited;
            misses = await check ? 0 : misses + 1;
            if (misses == 0 && State != UnitState.Running)
                BecomeReady();
            else if (misses >= MissesUntilUnhealthy && State == UnitState.Running)
                Enter(UnitState.Unhealthy);
            var pause = State switch
            {
                UnitState.Running => misses == 0 ? WhileRunning : WhileUnhealthy,
                UnitState.Unhealthy => WhileUnhealthy,
                _ => WhileStarting,
            };
            if (await Task.WhenAny(exited, Task.Delay(pause, cancellationToken)) == exited)
                return await exited;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> IsOverAsync(int exitCode)
    {
        await _child!.DrainAsync();
        ExitCode = exitCode;
        var mayEnd = unit.IsJob || !ListensSomewhere;
        if (exitCode == 0 && mayEnd)
        {
            ReadyAfter ??= _clock.Elapsed;
            Note = null;
            Enter(UnitState.Finished);
            _ready.TrySetResult();
            _completed.TrySetResult(exitCode);
            return true;
        }

        if (unit.IsJob || (!_ready.Task.IsCompleted && _backoff.Failures >= TriesBeforeReady - 1))
        {
            _completed.TrySetResult(exitCode);
            Fail($"ended with {Describe(exitCode)}");
            return true;
        }

        Restarts++;
        Note = $"died ({Describe(exitCode)}), started again";
        Enter(UnitState.Restarting);
        return false;
    }

    private bool ListensSomewhere => Aspire.Hosting.ApplicationModel.Resource.PlanOf(unit.Resource).Endpoints.Count > 0;

    private void BecomeReady()
    {
        ReadyAfter ??= _clock.Elapsed;
        Enter(UnitState.Running);
        _ready.TrySetResult();
    }

    private void Fail(string reason)
    {
        Note = reason;
        Enter(UnitState.Failed);
        _failed.TrySetResult(reason);
    }

    private void Enter(UnitState state)
    {
        State = state;
        changed(this);
    }

    private void OnLine(string line)
    {
        log.Write(line);
        output(this, line);
    }

    private static string Describe(int exitCode) => exitCode > 128 ? $"signal {exitCode - 128}" : $"exit code {exitCode}";
}
