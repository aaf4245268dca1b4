using System.Diagnostics;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Servers;

/// <summary>One server without an application around it, for tests: nobody restarts it but the test.</summary>
internal sealed class StandaloneServer(IServerProgram program, string folder) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private readonly ProcessScope _scope = ProcessScope.Open(folder);
    private readonly LogFile _log = new(folder, "server");
    private ChildProcess? _process;

    public int ProcessId => _process?.Id ?? 0;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await program.PrepareAsync(_scope, _log.Write, cancellationToken);
        await LaunchAsync(cancellationToken);
    }

    public async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        _process = _scope.Start(program.Command(), _log.Write);
        while (!await program.IsReadyAsync(cancellationToken))
        {
            if (_process.HasExited && clock.Elapsed < Patience / 3)
            {
                // The kernel may still be freeing what a killed predecessor held (a port, a memory segment).
                await _process.DrainAsync();
                await Task.Delay(Between * 5, cancellationToken);
                _process.Dispose();
                _process = _scope.Start(program.Command(), _log.Write);
            }
            else if (clock.Elapsed > Patience)
            {
                throw new LocalStartException($"{program.Name} in {folder} did not start:{Environment.NewLine}{string.Join(Environment.NewLine, _log.LastLines)}");
            }

            await Task.Delay(Between, cancellationToken);
        }
    }

    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    public Task StopAsync() => _process is { HasExited: false } running ? running.StopAsync(program.StopSignal, program.StopGrace) : Task.CompletedTask;

    public void Signal(int signal) => _process?.Signal(signal);

    public async ValueTask DisposeAsync()
    {
        // Its data are thrown away with the test: no orderly stop that takes seconds.
        await KillAsync();
        _process?.Dispose();
        _scope.Dispose();
        _log.Dispose();
    }
}
