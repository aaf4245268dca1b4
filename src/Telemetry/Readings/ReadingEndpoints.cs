using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.DeviceProtocol;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Readings;

/// <summary>Readings of a pit or device. A pit without readings, of another tenant, or not permitted answers the same 404.</summary>
internal static class ReadingEndpoints
{
    public static void MapReadings(this IEndpointRouteBuilder app)
    {
        var pits = app.MapGroup("/api/pits/{pit_id:int}/sensors").WithTags("Readings").RequireAuthorization(Policies.ReadingsRead);
        pits.MapGet("/latest", Latest).WithSummary("Newest reading of a pit");
        pits.MapGet("/history", History).WithSummary("Readings of a pit over a time, at a level that stays below 2,000 points");

        app.MapGroup("/api/devices/{device_id}/readings").WithTags("Readings").RequireAuthorization(Policies.ReadingsRead)
            .MapGet("", OfDevice).WithSummary("Readings of a device over a time; raw without from: the newest, newest first, before to");
    }

    private static async Task<Results<Ok<EnvironmentReading>, ProblemHttpResult>> Latest(
        int pit_id, Caller caller, ReadingStore store, PitAccess access, CancellationToken ct)
    {
        var source = await store.FindPitAsync(pit_id, ReadingKind.Environment, ct);
        if (source is null || !access.MaySee(caller, source.TenantId, pit_id)) return Problems.NotFound("pit with readings");
        var point = await store.LatestAsync(source, ReadingKind.Environment, ct);
        return point is null ? Problems.NotFound("pit with readings") : TypedResults.Ok(EnvironmentReading.From(point));
    }

    private static async Task<Results<Ok<IEnumerable<EnvironmentReading>>, ProblemHttpResult>> History(
        int pit_id, DateTimeOffset? from, DateTimeOffset? to, string? resolution, Caller caller, ReadingStore store, PitAccess access, CancellationToken ct)
    {
        if (Check(from, to, resolution, out var level) is { } invalid) return invalid;
        var source = await store.FindPitAsync(pit_id, ReadingKind.Environment, ct);
        if (source is null || !access.MaySee(caller, source.TenantId, pit_id)) return Problems.NotFound("pit with readings");
        return Answer(await store.HistoryAsync(source, ReadingKind.Environment, from!.Value, to!.Value, level, ct));
    }

    private static async Task<Results<Ok<IEnumerable<EnvironmentReading>>, ProblemHttpResult>> OfDevice(
        string device_id, DateTimeOffset? from, DateTimeOffset? to, string? resolution, int? limit, Caller caller, ReadingStore store, PitAccess access, Directory directory, CancellationToken ct)
    {
        var isNewest = from is null && string.Equals(resolution, "raw", StringComparison.OrdinalIgnoreCase);
        var level = Resolution.Raw;
        if (!isNewest && Check(from, to, resolution, out level) is { } invalid) return invalid;
        if (directory.Find(device_id)?.Device is not { TenantId: { } tenant } device || !access.MaySee(caller, tenant, device.PitId)) return Problems.NotFound("device");
        var source = new ReadingSource(tenant, PitId: caller.IsLimitedToPits ? device.PitId ?? -1 : 0, [device.DeviceNumber]);
        return Answer(isNewest
            ? await store.NewestAsync(source, device.DeviceNumber, ReadingKind.Environment, to ?? DateTimeOffset.MaxValue, Page.Limit(limit), ct)
            : await store.HistoryAsync(source, ReadingKind.Environment, from!.Value, to!.Value, level, ct), withOrigin: true);
    }

    private static Results<Ok<IEnumerable<EnvironmentReading>>, ProblemHttpResult> Answer(IReadOnlyList<ReadingPoint>? points, bool withOrigin = false) =>
        points is null
            ? Problems.Invalid(
                ("to", $"reaches over more than {ReadingStore.MaxRaw} readings; ask for a shorter range"),
                ("resolution", "is too fine for that many readings; ask for minute, hour or day"))
            : TypedResults.Ok(points.Select(p => EnvironmentReading.From(p, withOrigin)));

    private static ProblemHttpResult? Check(DateTimeOffset? from, DateTimeOffset? to, string? resolution, out Resolution level)
    {
        level = default;
        Resolution? asked = resolution?.ToLowerInvariant() switch
        {
            "raw" => Resolution.Raw,
            "minute" => Resolution.Minute,
            "hour" => Resolution.Hour,
            "day" => Resolution.Day,
            _ => null,
        };
        if (resolution is not null && asked is null) return Problems.Invalid(("resolution", "must be raw, minute, hour or day"));

        var errors = HistoryLevel.Check(from, to, asked).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        level = asked ?? HistoryLevel.For(to!.Value - from!.Value);
        return null;
    }
}
