using System.Data;
using System.Reflection;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>
/// Applies numbered SQL files (<c>0001_name.sql</c>, embedded under <c>Migrations</c>), each once and in its own
/// transaction, forward only, under an advisory lock so that replicas can start together.
/// </summary>
public sealed class MigrationRunner(NpgsqlDataSource database, IReadOnlyList<Assembly> assemblies)
{
    private const long Lock = 0x504C_4154_4D49_4752;

    /// <summary>Brings the database up to date; returns the names that were applied now.</summary>
    /// <exception cref="InvalidOperationException">A script failed; the message names it and nothing of it is left.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("select pg_advisory_lock(@Lock)", new { Lock });
        try
        {
            await connection.ExecuteAsync("""
                create table if not exists schema_migrations (
                    name text primary key, applied_at timestamptz not null default now())
                """);
            var done = (await connection.QueryAsync<string>("select name from schema_migrations")).ToHashSet(StringComparer.Ordinal);
            var applied = new List<string>();
            foreach (var (name, sql) in Scripts().Where(s => !done.Contains(s.Name)))
            {
                await ApplyAsync(connection, name, sql, ct);
                applied.Add(name);
            }

            return applied;
        }
        finally
        {
            // A connection that broke has lost the lock already, and the error that broke it must be the one that is seen.
            if (connection.State == ConnectionState.Open) await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string name, string sql, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 600);
        }
        catch (PostgresException exception) when (!DatabaseUnavailability.IsOutage(exception))
        {
            throw new InvalidOperationException($"Migration {name} failed and was rolled back: {exception.MessageText}", exception);
        }

        await connection.ExecuteAsync("insert into schema_migrations (name) values (@name)", new { name }, transaction);
        await transaction.CommitAsync(ct);
    }

    private IEnumerable<(string Name, string Sql)> Scripts() =>
        from assembly in assemblies.Distinct()
        from resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        select (resource, Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

/// <summary>Runs the migrations before anything else of the service starts; waits up to a minute for the database.</summary>
internal sealed partial class MigrationsAtStart(MigrationRunner runner, IEnumerable<IUnavailability> unavailability, ILogger<MigrationsAtStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var name in await runner.RunAsync(cancellationToken)) LogApplied(name);
                return;
            }
            catch (Exception exception) when (attempt < 60 && unavailability.Any(u => u.Means(exception)))
            {
                LogWaiting(exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2001, LogLevel.Information, "Applied migration {Name}")]
    private partial void LogApplied(string name);

    [LoggerMessage(2002, LogLevel.Warning, "Waiting for the database: {Problem}")]
    private partial void LogWaiting(string problem);
}
