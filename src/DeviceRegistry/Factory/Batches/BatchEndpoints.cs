using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>Orders batches and shows how far they are.</summary>
internal static class BatchEndpoints
{
    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var batches = routes.MapGroup("/api/batches").WithTags("Factory").RequireAuthorization(Policies.Admin);
        batches.MapPost("/", OrderAsync).TakesIdempotencyKey().WithSummary("Order a batch; its units get serial numbers and credentials in the background");
        batches.MapGet("/", ListAsync).WithSummary("Batches, newest first");
        batches.MapGet("/{batchId:guid}", GetAsync).WithSummary("A batch and how far it is");
        batches.MapGet("/{batchId:guid}/devices", DevicesAsync).WithSummary("A batch's units in the order of their making, and what became of them at the bench");
        batches.MapGet("/{batchId:guid}/downloads", DownloadsAsync).WithSummary("Who took secrets or labels of the batch, and when");
    }

    private static async Task<Results<Accepted<BatchView>, ProblemHttpResult>> OrderAsync(
        OrderBatch body, Caller caller, UnitTypes types, BatchStore batches, TimeProvider time, CancellationToken ct)
    {
        var errors = BatchRules.Check(body, types).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        var batch = await batches.AddAsync(BatchRules.Read(body), caller.Actor, time.GetUtcNow(), ct);
        return TypedResults.Accepted($"/api/batches/{batch.BatchId}", batch);
    }

    private static async Task<Results<Ok<Page<BatchView>>, ProblemHttpResult>> ListAsync(BatchStore batches, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var before = int.MaxValue;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await batches.ListAsync(before, take + 1, ct), take, b => b.Number.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<BatchView>, ProblemHttpResult>> GetAsync(Guid batchId, BatchStore batches, CancellationToken ct) =>
        await batches.FindAsync(batchId, ct) is { } batch ? TypedResults.Ok(batch) : Problems.NotFound("batch");

    private static async Task<Results<Ok<Page<UnitView>>, ProblemHttpResult>> DevicesAsync(
        Guid batchId, BatchStore batches, UnitQueries units, CancellationToken ct, string? result = null, int? limit = null, string? cursor = null)
    {
        if (result is not null && !ResultRules.States.Contains(result, StringComparer.Ordinal))
            return Problems.Invalid(("result", $"must be one of {string.Join(", ", ResultRules.States)}"));
        var after = 0L;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        var take = Page.Limit(limit);
        var rows = Page.Of(await units.ListAsync(batch.Number, result, after, take + 1, ct), take, u => u.DeviceNumber.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new Page<UnitView>([.. rows.Items.Select(u => u.View)], rows.NextCursor));
    }

    private static async Task<Results<Ok<BatchDownloads>, ProblemHttpResult>> DownloadsAsync(Guid batchId, BatchStore batches, CancellationToken ct) =>
        await batches.FindAsync(batchId, ct) is { } batch ? TypedResults.Ok(new BatchDownloads(await batches.DownloadsAsync(batch.Number, ct))) : Problems.NotFound("batch");
}

/// <summary>The newest 200 downloads of a batch's secrets and labels.</summary>
internal sealed record BatchDownloads(IReadOnlyList<BatchDownload> Items);
