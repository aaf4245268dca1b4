using System.Diagnostics;

namespace Platform.AppHost.Local.Running;

/// <summary>What to start.</summary>
internal sealed record ChildCommand(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);

/// <summary>A started program whose output is read line by line.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly Task _output;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChildProcess(ProcessStartInfo start, Action<string> onLine)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _exited.TrySetResult(_process.ExitCode);
        _process.Start();
        Id = _process.Id;
        // Nobody answers questions here: end of input at once.
        _process.StandardInput.Close();
        _output = Task.WhenAll(PumpAsync(_process.StandardOutput, onLine), PumpAsync(_process.StandardError, onLine));
    }

    public int Id { get; }

    public Stopwatch Lived { get; } = Stopwatch.StartNew();

    /// <summary>The exit code; 128 + n when signal n ended it.</summary>
    public Task<int> Exited => _exited.Task;

    public bool HasExited => _exited.Task.IsCompleted;

    public void Signal(int signal)
    {
        if (!HasExited)
            Signals.Send(Id, signal);
    }

    /// <summary>Asks it to stop, and ends its whole process group when it has not done so in time.</summary>
    public async Task StopAsync(int signal, TimeSpan grace)
    {
        // A frozen process would never see the request.
        Signal(Signals.Continue);
        Signal(signal);
        if (await Task.WhenAny(Exited, Task.Delay(grace)) != Exited)
            await KillAsync();
    }

    /// <summary>kill -9 of the process and its group.</summary>
    public async Task KillAsync()
    {
        if (!HasExited && !Signals.Send(-Id, Signals.Kill))
            Signal(Signals.Kill);
        await Exited;
    }

    /// <summary>Waits for the last lines; a grandchild may hold the pipe open for longer, which is not waited for.</summary>
    public Task DrainAsync() => Task.WhenAny(_output, Task.Delay(DrainPatience));

    public void Dispose() => _process.Dispose();

    private static async Task PumpAsync(StreamReader reader, Action<string> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                onLine(line);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The pipe went with the process.
        }
    }
}
