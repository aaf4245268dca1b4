using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>Ready when a connection answers.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            command.CommandTimeout = 3;
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or SocketException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.", exception);
        }
    }
}

/// <summary>PostgreSQL is away, starting, stopping or full: the request may succeed later.</summary>
internal sealed class DatabaseUnavailability : IUnavailability
{
    public bool Means(Exception exception) => IsOutage(exception);

    public static bool IsOutage(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is { } state
            && (state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal)),
        NpgsqlException or SocketException => true,
        _ => false,
    };
}

/// <summary>Text that PostgreSQL cannot hold, first of all U+0000, which JSON and addresses may well carry.</summary>
internal sealed class DatabaseRefusedData : IRefusedData
{
    public bool Means(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter };
}
