using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Alerts;

/// <summary>Which rules cry wolf: the monthly report.</summary>
internal static class NoiseEndpoints
{
    public static void MapNoise(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/alerts").WithTags("Alerts").RequireAuthorization(Policies.Owner)
            .MapGet("/noise", ReadAsync).WithSummary("Per rule of a month (UTC): how many alerts, how many acknowledged, how long they took, which flap");

    private static async Task<Results<Ok<NoiseReport>, ProblemHttpResult>> ReadAsync(
        Caller caller, NoiseStore store, TimeProvider time, CancellationToken ct, string? month = null, [FromQuery(Name = "workshop_id")] int? workshopId = null)
    {
        var now = time.GetUtcNow();
        var from = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (month is not null && !DateTimeOffset.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out from))
            return Problems.Invalid(("month", "must be a month such as 2026-11"));
        return TypedResults.Ok(new NoiseReport(from.ToString("yyyy-MM", CultureInfo.InvariantCulture), await store.ReadAsync(caller.TenantScope ?? workshopId, from, from.AddMonths(1), ct)));
    }
}

/// <summary>A month's alerts by rule, the loudest first.</summary>
internal sealed record NoiseReport(string Month, IReadOnlyList<RuleNoise> Rules);

/// <summary>What one rule did in a month.</summary>
/// <param name="AlertType">Which rule.</param>
/// <param name="Raised">Alerts.</param>
/// <param name="Acknowledged">How many of them somebody took on.</param>
/// <param name="AcknowledgedShare">The same as a share, 0 to 1.</param>
/// <param name="MedianSecondsToAcknowledge">Half were taken on sooner; null when none was.</param>
/// <param name="MedianSecondsToClear">Half were over sooner; null when none was.</param>
/// <param name="Flapping">Alerts that came back within ten minutes after the same was over: a clear value nearer to normal, or a duration, would spare them.</param>
/// <param name="Sources">From how many devices.</param>
internal sealed record RuleNoise(
    string AlertType, long Raised, long Acknowledged, double AcknowledgedShare, double? MedianSecondsToAcknowledge, double? MedianSecondsToClear, long Flapping, long Sources);

/// <summary>All SQL of the report.</summary>
internal sealed class NoiseStore(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<RuleNoise>> ReadAsync(int? tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RuleNoise>(new CommandDefinition("""
            with month as (
                select a.*, lag(a.cleared_at) over (partition by a.tenant_id, a.source, a.subject order by a.alert_id) as former_cleared_at
                from alerts a where (@tenant::int is null or a.tenant_id = @tenant) and a.raised_at >= @from and a.raised_at < @to)
            select alert_type, count(*) as raised, count(acknowledged_at) as acknowledged, count(acknowledged_at)::float8 / count(*) as acknowledged_share,
                percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - raised_at)::float8) filter (where acknowledged_at is not null) as median_seconds_to_acknowledge,
                percentile_cont(0.5) within group (order by extract(epoch from cleared_at - raised_at)::float8) filter (where cleared_at is not null) as median_seconds_to_clear,
                count(*) filter (where raised_at - former_cleared_at < interval '10 minutes') as flapping, count(distinct source) as sources
            from month group by alert_type order by raised desc, alert_type
            """, new { tenant, from, to }, cancellationToken: ct))];
    }
}
