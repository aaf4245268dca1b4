using Aspire.Hosting.ApplicationModel;
using Npgsql;
using Platform.AppHost.Local.Servers;

namespace Platform.AppHost.Local.Running;

/// <summary>What one supervisor starts and watches: one replica of a resource.</summary>
internal interface IUnit
{
    IResource Resource { get; }

    /// <summary>The resource's name, with the replica's number when there are several.</summary>
    string Name { get; }

    string Kind { get; }

    int Replica { get; }

    /// <summary>A program that is meant to end; when it fails it is not started again.</summary>
    bool IsJob { get; }

    int StopSignal => Signals.Terminate;

    /// <summary>When it must have stopped, counted from the beginning of the stop; then it is killed.</summary>
    TimeSpan StopDeadline => TimeSpan.FromSeconds(3);

    Task PrepareAsync(Action<string> onLine, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The started process, or null for what lives in another resource's process.</summary>
    Task<ChildProcess?> LaunchAsync(Action<string> onLine, CancellationToken cancellationToken);

    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}

/// <summary>PostgreSQL or RabbitMQ.</summary>
internal sealed class ServerUnit(IResource resource, IServerProgram program, ProcessScope scope) : IUnit
{
    public IResource Resource => resource;

    public string Name => resource.Name;

    public string Kind => program.Name;

    public int Replica => 0;

    public bool IsJob => false;

    public int StopSignal => program.StopSignal;

    /// <summary>Servers stop last; the rest of the ten seconds is theirs.</summary>
    public TimeSpan StopDeadline => TimeSpan.FromSeconds(9.5);

    public Task PrepareAsync(Action<string> onLine, CancellationToken cancellationToken) => program.PrepareAsync(scope, onLine, cancellationToken);

    public Task<ChildProcess?> LaunchAsync(Action<string> onLine, CancellationToken cancellationToken) =>
        Task.FromResult<ChildProcess?>(scope.Start(program.Command(), onLine));

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => program.IsReadyAsync(cancellationToken);
}

/// <summary>A database: created, then as healthy as its server.</summary>
internal sealed class DatabaseUnit(PostgresDatabaseResource resource, PostgresProgram server) : IUnit
{
    private bool _created;

    public IResource Resource => resource;

    public string Name => resource.Name;

    public string Kind => "database";

    public int Replica => 0;

    public bool IsJob => false;

    public Task<ChildProcess?> LaunchAsync(Action<string> onLine, CancellationToken cancellationToken) => Task.FromResult<ChildProcess?>(null);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!await server.IsReadyAsync(cancellationToken))
            return false;
        try
        {
            if (!_created)
                await server.CreateDatabaseAsync(resource.DatabaseName, cancellationToken);
            return _created = true;
        }
        catch (NpgsqlException)
        {
            // The server went away in between, or its template is in use; asked again in a moment.
            return false;
        }
    }
}
