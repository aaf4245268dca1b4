using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Pits;

/// <summary>What services that keep a copy of the pits need: an event with every change, and the snapshot, in which removed pits stand too.</summary>
internal static class PitCopies
{
    /// <summary>What <see cref="PitFacts"/> is read from.</summary>
    public const string Facts = "pit_id, tenant_id, pit_number, code, name, false as is_removed, version";

    /// <summary>The same of <c>removed_pits</c>.</summary>
    public const string FactsOfRemoved = "pit_id, tenant_id, pit_number, code, name, true as is_removed, version";

    private const int SnapshotLimit = 1000;

    public static void MapPitCopies(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/pits", SnapshotAsync).RequireAuthorization(Policies.Service).WithTags("Pits").WithSummary("A page of all pits for services that keep a copy");

    /// <summary>Tells of pits as they are now.</summary>
    public static Task TellAsync(NpgsqlTransaction transaction, IReadOnlyList<PitFacts> pits, DateTimeOffset now) =>
        Outbox.AddAllAsync(transaction, [.. pits.Select(p => new PitChanged(p, now))], m => string.Create(CultureInfo.InvariantCulture, $"pit:{((PitChanged)m).Pit.PitId}"), now);

    private static async Task<Page<PitFacts>> SnapshotAsync(NpgsqlDataSource database, CancellationToken ct, int after = 0, int limit = SnapshotLimit)
    {
        var take = Math.Clamp(limit, 1, SnapshotLimit);
        await using var connection = await database.OpenConnectionAsync(ct);
        var pits = await connection.QueryAsync<PitFacts>($"""
            select * from (
                (select {Facts} from pits where pit_id > @after order by pit_id limit @rows)
                union all
                (select {FactsOfRemoved} from removed_pits where pit_id > @after order by pit_id limit @rows)) p
            order by pit_id limit @rows
            """, new { after, rows = take + 1 });
        return Page.Of([.. pits], take, p => p.PitId.ToString(CultureInfo.InvariantCulture));
    }
}
