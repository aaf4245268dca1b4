using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>Labels with the QR code that leads to the set-up, and the claim code for under the scratch field.</summary>
internal static class LabelEndpoints
{
    public static void MapLabels(this IEndpointRouteBuilder routes)
    {
        var batch = routes.MapGroup("/api/batches/{batchId:guid}").WithTags("Factory").RequireAuthorization(Policies.Admin);
        batch.MapGet("/labels.pdf", SheetAsync).Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .WithSummary("Labels of all units that are not claimed, 24 a sheet (A4, 63.5 x 33.9 mm); of a part with first and count").WithRequestTimeout(ProvisioningEndpoints.WholeBatch);
        batch.MapGet("/labels.csv", ListAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("What is on the labels of all units that are not claimed, for a label printer");
        batch.MapGet("/labels/{serial}.png", PictureAsync).Produces(StatusCodes.Status200OK, contentType: "image/png").WithSummary("One unit's label; gone once it is claimed");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> SheetAsync(
        Guid batchId, HttpContext http, Caller caller, BatchStore batches, UnitFiles files, TimeProvider time, CancellationToken ct, int? first = null, int? count = null)
    {
        if (first is < 1) return Problems.Invalid(("first", "is the place of the first label in the batch, from 1"));
        if (count is < 1) return Problems.Invalid(("count", "is how many labels there are, from 1"));
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        if (ProvisioningEndpoints.NotReady(batch) is { } problem) return problem;
        if (await files.OpenAsync(batch.Number, serialNumber: null, ct) is not { Count: > 0 } units) return ProvisioningEndpoints.SecretsGone(serial: null);
        var labels = units.Skip((first ?? 1) - 1).Take(count ?? int.MaxValue).Select(u => LabelOf(u, files));
        await batches.NoteDownloadAsync(batch.Number, "labels.pdf", serialNumber: null, caller.Actor, time.GetUtcNow(), ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(stream => LabelSheet.WriteAsync(stream, labels, ct), "application/pdf", $"batch-{batch.Number}-labels.pdf");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ListAsync(
        Guid batchId, HttpContext http, Caller caller, BatchStore batches, UnitFiles files, TimeProvider time, CancellationToken ct)
    {
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        if (ProvisioningEndpoints.NotReady(batch) is { } problem) return problem;
        if (await files.OpenAsync(batch.Number, serialNumber: null, ct) is not { Count: > 0 } units) return ProvisioningEndpoints.SecretsGone(serial: null);
        await batches.NoteDownloadAsync(batch.Number, "labels.csv", serialNumber: null, caller.Actor, time.GetUtcNow(), ct);
        http.Response.Headers.CacheControl = "no-store";
        var lines = units.Select(u => LabelOf(u, files)).Select(l => (string[])[l.SerialNumber, l.DeviceType, l.ClaimCode, l.Address]);
        return TypedResults.Content(Csv.Write([["serial", "type", "claim_code", "setup_url"], .. lines]), ProvisioningEndpoints.CsvType);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PictureAsync(
        Guid batchId, string serial, HttpContext http, Caller caller, BatchStore batches, UnitFiles files, TimeProvider time, CancellationToken ct)
    {
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        if (await files.OpenAsync(batch.Number, serial, ct) is not { } units) return Problems.NotFound("unit");
        if (units is not [var unit]) return ProvisioningEndpoints.SecretsGone(serial);
        await batches.NoteDownloadAsync(batch.Number, "label", serial, caller.Actor, time.GetUtcNow(), ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(LabelPicture.Draw(LabelOf(unit, files)), "image/png");
    }

    private static Label LabelOf(OpenUnit open, UnitFiles files) =>
        new(open.Unit.SerialNumber, open.Unit.DeviceType, open.Secrets.ClaimCode, files.SetupAddress(open.Unit.SerialNumber, open.Unit.DeviceType));
}
