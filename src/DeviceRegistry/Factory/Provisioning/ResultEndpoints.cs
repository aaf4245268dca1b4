using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What flashing and testing came to.</summary>
internal static class ResultEndpoints
{
    public static void MapResults(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/batches/{batchId:guid}/results", NoteAsync).WithTags("Factory").RequireAuthorization(Policies.Admin)
            .WithSummary("Note what became of units at the bench, up to 500 at once; saying the same again changes nothing but the time");

    private static async Task<Results<Ok<NotedResults>, ProblemHttpResult>> NoteAsync(
        Guid batchId, ReportResults body, BatchStore batches, ResultStore results, TimeProvider time, CancellationToken ct)
    {
        var errors = ResultRules.Check(body).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        var noted = await results.NoteAsync(batch.Number, body.Items!, time.GetUtcNow(), ct);
        return TypedResults.Ok(new NotedResults(
            noted.Count,
            [.. body.Items!.Select(i => i.SerialNumber!).Where(s => !noted.Contains(s)).Distinct(StringComparer.Ordinal).Select(s => new RefusedResult(s, "not_in_batch"))]));
    }
}

/// <summary>How many units were noted, and which were not.</summary>
internal sealed record NotedResults(int Accepted, IReadOnlyList<RefusedResult> Refused);

/// <summary>A result that was not noted: <c>not_in_batch</c>.</summary>
internal sealed record RefusedResult(string SerialNumber, string Reason);
