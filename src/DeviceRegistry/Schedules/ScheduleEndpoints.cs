using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Configuration;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Schedules;

/// <summary>What a device does by itself, also without a network.</summary>
internal static class ScheduleEndpoints
{
    private const string Path = "/api/devices/{deviceId}/schedules";

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAsync).WithTags("Control").RequireAuthorization(Policies.DevicesSeen).WithSummary("What the device does by itself, and whether it has the newest version");
        routes.MapPut(Path, PutAsync).WithTags("Control").RequireAuthorization(Policies.DevicesControl).WithSummary("Replace all schedules of the device");
    }

    private static async Task<Results<Ok<DeviceSchedules>, ProblemHttpResult>> GetAsync(string deviceId, Caller caller, SettingChange settings, CancellationToken ct)
    {
        var (setting, problem) = await settings.ReadAsync(caller, deviceId, SettingKind.Schedules, ct);
        return setting is null ? problem! : TypedResults.Ok(DeviceSchedules.Of(setting));
    }

    private static async Task<Results<Ok<DeviceSchedules>, ProblemHttpResult>> PutAsync(
        string deviceId, ChangeSchedules body, Caller caller, SettingChange settings, PosixTimeZones zones, CancellationToken ct)
    {
        var (setting, problem) = await settings.ApplyAsync(
            caller, deviceId, SettingKind.Schedules, body.Version, type => type.Definition.Topics == KnownType.DeviceTopics ? Read(type) : null, ct);
        return setting is null ? problem! : TypedResults.Ok(DeviceSchedules.Of(setting));

        Wish Read(KnownType type) => ScheduleRules.CheckForm(body.TimeZone, body.Items).ToArray() is { Length: > 0 } missing
            ? Wish.Wrong(missing)
            : ScheduleRules.Read(type, new ScheduleSet(body.TimeZone!, body.Items!, body.Latitude, body.Longitude), zones.Find(body.TimeZone!));
    }
}

/// <summary>All schedules of a device; <paramref name="Version"/> is the one on which they are based, without it the last ones win.</summary>
internal sealed record ChangeSchedules(string? TimeZone, IReadOnlyList<ScheduleItem>? Items, double? Latitude = null, double? Longitude = null, long? Version = null);

/// <summary>A device's schedules.</summary>
/// <param name="Version">Grows with every change; 0 while there were none.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Items">What it does when.</param>
/// <param name="ReportedVersion">The version that the device keeps.</param>
/// <param name="InSync">Whether that is the newest.</param>
/// <param name="DiffersSince">Since when it is not.</param>
/// <param name="Failure">The device's reason for refusing the newest.</param>
internal sealed record DeviceSchedules(
    long Version, string TimeZone, double? Latitude, double? Longitude, IReadOnlyList<ScheduleItem> Items,
    long? ReportedVersion, bool InSync, DateTimeOffset? DiffersSince, string? Failure)
{
    public static DeviceSchedules Of(SettingRow row)
    {
        var set = row.Desired.TryGetProperty("items", out _) ? row.Desired.Deserialize<ScheduleSet>(Json.Options)! : ScheduleSet.None;
        return new(
            row.DesiredVersion, set.TimeZone, set.Latitude, set.Longitude, set.Items, row.ReportedVersion, row.InSync, row.InSync ? null : row.DiffersSince, row.Failure);
    }
}
