using Platform.AppHost.Local.Running;
using Platform.AppHost.Local.Servers;

namespace Platform.AppHost.Local;

/// <summary>How a PostgreSQL server for tests is set up.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>Port; a free one when null.</summary>
    public int? Port { get; init; }

    /// <summary>False skips fsync: faster, and still safe when the server is killed (not when the machine is).</summary>
    public bool Durable { get; init; }
}

/// <summary>The system's PostgreSQL on a cluster of its own, for tests: <c>await using var postgres = await LocalPostgres.StartAsync(folder)</c>.</summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private readonly PostgresProgram _program;
    private readonly StandaloneServer _server;

    private LocalPostgres(PostgresProgram program, StandaloneServer server)
    {
        _program = program;
        _server = server;
    }

    /// <summary>Port on loopback.</summary>
    public int Port => _program.Port;

    /// <summary>Id of the server's main process.</summary>
    public int ProcessId => _server.ProcessId;

    /// <summary>Connection string of the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => GetConnectionString(Superuser);

    /// <summary>Starts a server whose data, log and socket are in <c>{folder}/postgres</c>; the data are kept for a next start.</summary>
    public static async Task<LocalPostgres> StartAsync(
        string folder, LocalPostgresOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalPostgresOptions();
        var own = Path.Combine(Path.GetFullPath(folder), "postgres");
        // Beside the server's folder, which belongs to the server's user.
        var password = new ParameterStore(Path.Combine(Path.GetFullPath(folder), "parameters.json")).GetOrAdd(
            "postgres-password", new Aspire.Hosting.ApplicationModel.GenerateParameterDefault { Special = false }.GetDefaultValue);
        var program = new PostgresProgram(own, options.Port ?? PortAllocator.Allocate(), Superuser, password, options.Durable);
        var postgres = new LocalPostgres(program, new StandaloneServer(program, own));
        try
        {
            await postgres._server.StartAsync(cancellationToken);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connection string of a database of this server.</summary>
    public string GetConnectionString(string database) => _program.ConnectionString(database);

    /// <summary>Creates the database unless it is there, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await _program.CreateDatabaseAsync(name, cancellationToken);
        return GetConnectionString(name);
    }

    /// <summary>kill -9 of the server; its sessions end with it. It stays away until <see cref="RestartAsync" />.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>An orderly shutdown. It stays away until <see cref="RestartAsync" />.</summary>
    public Task StopAsync() => _server.StopAsync();

    /// <summary>Starts it again on the same port with the same data, stopping it first when it still runs.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _server.StopAsync();
        await _server.LaunchAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
