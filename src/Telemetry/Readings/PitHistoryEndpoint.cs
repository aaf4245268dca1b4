using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.DeviceProtocol;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Readings;

/// <summary>The air of a pit for services that have decided by themselves who may see it: a job's report.</summary>
internal static class PitHistoryEndpoint
{
    public static void MapPitHistory(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/pits/{pit_id:int}/history", ReadAsync).RequireAuthorization(Policies.Service).WithTags("Readings")
            .WithSummary("Readings of a tenant's pit over a time, at a level that stays below 2,000 points; none for a pit without readings or of another tenant");

    private static async Task<Results<Ok<IEnumerable<EnvironmentReading>>, ProblemHttpResult>> ReadAsync(
        int pit_id, ReadingStore store, CancellationToken ct, [FromQuery(Name = "tenant_id")] int tenantId = 0, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        if (HistoryLevel.Check(from, to, resolution: null).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        if (await store.FindPitAsync(pit_id, ReadingKind.Environment, ct) is not { } source || source.TenantId != tenantId) return TypedResults.Ok(Enumerable.Empty<EnvironmentReading>());
        var level = HistoryLevel.For(to!.Value - from!.Value);
        // Many devices in one pit may have more readings than are given out: then by the minute.
        var points = await store.HistoryAsync(source, ReadingKind.Environment, from.Value, to.Value, level, ct)
            ?? await store.HistoryAsync(source, ReadingKind.Environment, from.Value, to.Value, Resolution.Minute, ct);
        return TypedResults.Ok(points!.Select(p => EnvironmentReading.From(p)));
    }
}
