using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Servers;

/// <summary>How one kind of server is prepared, started, asked and stopped; who watches over it is somebody else's business.</summary>
internal interface IServerProgram
{
    string Name { get; }

    int StopSignal { get; }

    TimeSpan StopGrace { get; }

    /// <summary>Makes folders, files and, the first time, the data.</summary>
    Task PrepareAsync(ProcessScope scope, Action<string> onLine, CancellationToken cancellationToken);

    ChildCommand Command();

    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}

/// <summary>Runs short commands such as initdb.</summary>
internal static class Command
{
    public static async Task<int> RunAsync(
        ProcessScope scope, Action<string> onLine, string[] command, CancellationToken cancellationToken)
    {
        using var process = scope.Start(new ChildCommand(command[0], command[1..], "/", new Dictionary<string, string>()), onLine);
        try
        {
            var code = await process.Exited.WaitAsync(cancellationToken);
            await process.DrainAsync();
            return code;
        }
        catch (OperationCanceledException)
        {
            await process.KillAsync();
            throw;
        }
    }
}
