using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Platform.ServiceDefaults.Security;

namespace Platform.Messaging;

/// <summary><c>GET /internal/storage</c>: how large a service's database is and what waits in its outbox.</summary>
public static class StorageEndpoint
{
    private const int Tables = 10;

    /// <summary>Adds the route; the service has called <c>AddDatabase</c>.</summary>
    public static void MapStorage(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/storage", ReadAsync).RequireAuthorization(Policies.Service).WithTags("Operations")
            .WithSummary("Size of the database, its largest tables, and what waits in the outbox.");

    private static async Task<Ok<StorageAnswer>> ReadAsync(NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        var (name, bytes) = await connection.QuerySingleAsync<(string, long)>(new CommandDefinition(
            "select current_database()::text, pg_database_size(current_database())", cancellationToken: ct));
        // A table in parts is one table: its partitions are added up under their root. Rows are the planner's estimate.
        var tables = await connection.QueryAsync<TableSize>(new CommandDefinition("""
            select r.relname::text as name, sum(pg_total_relation_size(c.oid))::bigint as bytes, sum(greatest(c.reltuples, 0))::bigint as rows_estimate
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_class r on r.oid = coalesce(pg_partition_root(c.oid), c.oid)
            where c.relkind = 'r'
            group by r.relname
            order by 2 desc, 1
            limit @Tables
            """, new { Tables }, cancellationToken: ct));
        var outbox = await connection.QuerySingleAsync<OutboxRows>(new CommandDefinition("""
            select count(*) filter (where dead_at is null) as waiting, min(created_at) filter (where dead_at is null) as oldest,
                   count(*) filter (where dead_at is not null) as set_aside
            from outbox_messages
            """, cancellationToken: ct));
        return TypedResults.Ok(new StorageAnswer(name, bytes, [.. tables], new OutboxState(
            outbox.Waiting, outbox.Oldest is { } oldest ? Math.Max(0, Math.Round((now - oldest).TotalSeconds, 1)) : null, outbox.SetAside)));
    }

    private sealed record OutboxRows
    {
        public long Waiting { get; init; }

        public DateTimeOffset? Oldest { get; init; }

        public long SetAside { get; init; }
    }
}

/// <summary>What a service's database holds.</summary>
/// <param name="Database">Its name.</param>
/// <param name="Bytes">All of it on disk, indexes included.</param>
/// <param name="Tables">The ten largest, largest first.</param>
/// <param name="Outbox">Messages that have not left yet.</param>
public sealed record StorageAnswer(string Database, long Bytes, IReadOnlyList<TableSize> Tables, OutboxState Outbox);

/// <summary>A table with its indexes; one in parts counts as a whole.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">On disk.</param>
/// <param name="RowsEstimate">The planner's estimate; 0 until the table was analysed for the first time.</param>
public sealed record TableSize(string Name, long Bytes, long RowsEstimate);

/// <summary>What waits in an outbox.</summary>
/// <param name="Waiting">Messages that are still to be sent.</param>
/// <param name="OldestAgeS">How long the oldest of them waits, in seconds; null when none does.</param>
/// <param name="SetAside">Messages that were given up after too many tries.</param>
public sealed record OutboxState(long Waiting, double? OldestAgeS, long SetAside);
