using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The files that the bench needs of a batch. Each download is noted with who took it.</summary>
internal static class ProvisioningEndpoints
{
    /// <summary>What is made and sent of ten thousand units takes longer than an ordinary answer.</summary>
    public static readonly TimeSpan WholeBatch = TimeSpan.FromMinutes(2);

    internal const string CsvType = "text/csv; charset=utf-8";

    public static void MapProvisioning(this IEndpointRouteBuilder routes)
    {
        var batch = routes.MapGroup("/api/batches/{batchId:guid}").WithTags("Factory").RequireAuthorization(Policies.Admin);
        batch.MapGet("/ledger.csv", LedgerAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("The batch's units without secrets: serial number, state, address of the set-up");
        batch.MapGet("/nvs", NvsAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("One unit's provisioning data with its secrets, for nvs_partition_gen; gone once it is claimed");
        batch.MapGet("/nvs.zip", NvsZipAsync).Produces(StatusCodes.Status200OK, contentType: "application/zip").WithSummary("Provisioning data of all units that are not claimed, a file each").WithRequestTimeout(WholeBatch);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> LedgerAsync(
        Guid batchId, Caller caller, BatchStore batches, UnitQueries units, UnitFiles files, TimeProvider time, CancellationToken ct)
    {
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        await batches.NoteDownloadAsync(batch.Number, "ledger.csv", serialNumber: null, caller.Actor, time.GetUtcNow(), ct);
        var lines = (await units.LedgerAsync(batch.Number, ct)).Select(u => (string[])
            [u.SerialNumber, u.SerialNumber, u.DeviceType, u.Firmware ?? "", $"{batch.Number}", u.Lifecycle, files.SetupAddress(u.SerialNumber, u.DeviceType)]);
        return TypedResults.Content(Csv.Write([["serial", "device_id", "type", "firmware", "batch", "lifecycle", "setup_url"], .. lines]), CsvType);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> NvsAsync(
        Guid batchId, HttpContext http, Caller caller, BatchStore batches, UnitFiles files, TimeProvider time, CancellationToken ct, string? serial = null)
    {
        if (string.IsNullOrEmpty(serial)) return Problems.Invalid(("serial", "says which unit; nvs.zip has all of them"));
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        if (await files.OpenAsync(batch.Number, serial, ct) is not { } units) return Problems.NotFound("unit");
        if (units is not [var unit]) return SecretsGone(serial);
        var platform = await files.PlatformAsync(ct);
        await batches.NoteDownloadAsync(batch.Number, "nvs", serial, caller.Actor, time.GetUtcNow(), ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(NvsCsv.Write(unit.Unit, unit.Secrets.Secret, platform), CsvType);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> NvsZipAsync(
        Guid batchId, HttpContext http, Caller caller, BatchStore batches, UnitFiles files, TimeProvider time, CancellationToken ct)
    {
        if (await batches.FindAsync(batchId, ct) is not { } batch) return Problems.NotFound("batch");
        if (NotReady(batch) is { } problem) return problem;
        if (await files.OpenAsync(batch.Number, serialNumber: null, ct) is not { Count: > 0 } units) return SecretsGone(serial: null);
        var (platform, now) = (await files.PlatformAsync(ct), time.GetUtcNow());
        await batches.NoteDownloadAsync(batch.Number, "nvs.zip", serialNumber: null, caller.Actor, now, ct);
        http.Response.Headers.CacheControl = "no-store";
        // The library has no way to close a file of the archive asynchronously; what is left then are a few hundred bytes.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return TypedResults.Stream(
            async stream =>
            {
                await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
                foreach (var unit in units)
                {
                    var entry = zip.CreateEntry($"{unit.Unit.SerialNumber}.csv", CompressionLevel.Fastest);
                    entry.LastWriteTime = now;
                    await using var file = await entry.OpenAsync(ct);
                    await file.WriteAsync(Encoding.UTF8.GetBytes(NvsCsv.Write(unit.Unit, unit.Secrets.Secret, platform)), ct);
                }
            },
            "application/zip",
            $"batch-{batch.Number}-nvs.zip");
    }

    /// <summary>409 while units are missing: a set of files that lacks some must not pass for the whole.</summary>
    internal static ProblemHttpResult? NotReady(BatchView batch) => batch.Status == BatchStore.Ready
        ? null
        : Problems.Conflict("batch_not_ready", $"{batch.Made} of {batch.Count} units are made; ask again when the batch is ready.", ("status", batch.Status), ("made", batch.Made), ("count", batch.Count));

    /// <summary>409 for what was deleted when the unit was claimed.</summary>
    internal static ProblemHttpResult SecretsGone(string? serial) => Problems.Conflict(
        "secrets_gone", serial is null ? "Every unit of the batch was claimed; their secrets are deleted." : $"The secrets of {serial} are deleted: it was claimed, or its secret was replaced.");
}
