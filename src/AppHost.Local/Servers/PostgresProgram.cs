using System.Globalization;
using Npgsql;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Servers;

/// <summary>
/// The system's PostgreSQL on a cluster of our own. It refuses to run as root, so root starts it as user <c>postgres</c>.
/// </summary>
internal sealed class PostgresProgram(string folder, int port, string user, string password, bool durable) : IServerProgram
{
    private const string Packages = "/usr/lib/postgresql";
    private const string SystemUser = "postgres";

    // Longest path of a socket on Linux, less the file's own name.
    private const int LongestSocketFolder = 107 - 20;
    private readonly string _data = Path.Combine(folder, "data");
    private string _binaries = "";
    private string[] _asUser = [];

    public string Name => "PostgreSQL";

    public int Port => port;

    /// <summary>SIGINT: ends the sessions and writes a checkpoint.</summary>
    public int StopSignal => Signals.Interrupt;

    public TimeSpan StopGrace => TimeSpan.FromSeconds(6);

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = LocalSettings.Loopback,
        Port = port,
        Username = user,
        Password = password,
        Database = database,
    }.ConnectionString;

    public async Task PrepareAsync(ProcessScope scope, Action<string> onLine, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        _binaries = Path.Combine(FindVersion(), "bin");
        if (Signals.IsRoot)
            _asUser = await BecomeUserAsync(scope, onLine, cancellationToken);
        if (File.Exists(Path.Combine(_data, "PG_VERSION")))
            return;

        // Made beside its place and moved there whole: an interrupted start leaves no half cluster.
        var draft = $"{_data}.new";
        var passwordFile = Path.Combine(folder, "password");
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        OwnerFile.Write(passwordFile, password);
        if (Signals.IsRoot)
            await RunAsync(scope, onLine, ["/bin/chown", "-R", $"{SystemUser}:{SystemUser}", folder], cancellationToken);
        await RunAsync(
            scope,
            onLine,
            [.. _asUser, Path.Combine(_binaries, "initdb"), "--pgdata", draft, "--username", user, "--pwfile", passwordFile, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C.UTF-8", .. durable ? Array.Empty<string>() : ["--no-sync"]],
            cancellationToken);
        File.Delete(passwordFile);
        Directory.Move(draft, _data);
    }

    public ChildCommand Command()
    {
        string[] command = [.. _asUser, Path.Combine(_binaries, "postgres"), "-D", _data, .. Settings().SelectMany(setting => new[] { "-c", setting })];
        return new ChildCommand(command[0], command[1..], folder, new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" });
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new LocalStartException(
                $"The cluster in {folder} has another password than parameters.json: restore that file, or start afresh with ./run reset.", problem);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Creates the database unless it is there.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        await using var command = new NpgsqlCommand($"create database \"{quoted}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException problem) when (problem.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Two starters may ask at once; either way it is there now.
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false;Timeout=2;Command Timeout=30");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // For two cores and a few hundred connections; a write is on disk before it is confirmed.
    private IEnumerable<string> Settings() =>
    [
        $"port={port.ToString(CultureInfo.InvariantCulture)}",
        $"listen_addresses={LocalSettings.Loopback}",
        $"unix_socket_directories={(folder.Length <= LongestSocketFolder ? folder : "")}",
        "max_connections=300",
        "shared_buffers=256MB",
        "synchronous_commit=on",
        $"fsync={(durable ? "on" : "off")}",
        "max_wal_size=2GB",
        "checkpoint_timeout=15min",
        "wal_compression=on",
        "timezone=UTC",
        "log_timezone=UTC",
    ];

    private string FindVersion()
    {
        var installed = Directory.Exists(Packages)
            ? Directory.GetDirectories(Packages).Where(version => File.Exists($"{version}/bin/postgres")).ToList()
            : [];
        var versionFile = Path.Combine(_data, "PG_VERSION");
        if (File.Exists(versionFile))
        {
            // A cluster belongs to the major version that made it.
            var made = File.ReadAllText(versionFile).Trim();
            return installed.Find(version => Path.GetFileName(version) == made)
                ?? throw new LocalStartException($"The data in {folder} need PostgreSQL {made}, which is not installed: apt install postgresql-{made}.");
        }

        return installed.MaxBy(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            ?? throw new LocalStartException("PostgreSQL is not installed: ./run install (Debian package postgresql).");
    }

    private async Task<string[]> BecomeUserAsync(ProcessScope scope, Action<string> onLine, CancellationToken cancellationToken)
    {
        string[] plain = ["/usr/bin/setpriv", $"--reuid={SystemUser}", $"--regid={SystemUser}", "--init-groups"];
        await RunAsync(scope, onLine, ["/bin/chown", $"{SystemUser}:{SystemUser}", folder], cancellationToken);
        if (await ReachesFolderAsync(plain))
            return plain;
        // A repository below root's home is closed to everybody else: the server gets the right to pass, not to write.
        string[] passing = [.. plain, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"];
        return await ReachesFolderAsync(passing)
            ? passing
            : throw new LocalStartException($"User {SystemUser} cannot reach {folder}: move the repository out of a private folder, or run as another user than root.");

        // stat and not test: access(2) leaves capabilities out of account.
        async Task<bool> ReachesFolderAsync(string[] prefix) => await Servers.Command.RunAsync(
            scope, _ => { }, [.. prefix, "/usr/bin/stat", folder], cancellationToken) == 0;
    }

    private static async Task RunAsync(ProcessScope scope, Action<string> onLine, string[] command, CancellationToken cancellationToken)
    {
        var last = "";
        var code = await Servers.Command.RunAsync(scope, Keep, command, cancellationToken);
        if (code != 0)
            throw new LocalStartException($"{string.Join(' ', command)} failed with {code}: {last}");

        void Keep(string line)
        {
            if (line.Length > 0)
                last = line;
            onLine(line);
        }
    }
}
