using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Configuration;

/// <summary>How a device is to work, and how it says that it does.</summary>
internal static class ConfigEndpoints
{
    private const string Path = "/api/devices/{deviceId}/config";

    public static void MapConfig(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAsync).WithTags("Control").RequireAuthorization(Policies.DevicesSeen)
            .WithSummary("The configuration that is wished, and the one with which the device runs");
        routes.MapPut(Path, PutAsync).WithTags("Control").RequireAuthorization(Policies.DevicesControl)
            .WithSummary("Replace the whole configuration; it is the device's when reported_version is desired_version");
    }

    private static async Task<Results<Ok<DeviceConfig>, ProblemHttpResult>> GetAsync(string deviceId, Caller caller, SettingChange settings, CancellationToken ct)
    {
        var (setting, problem) = await settings.ReadAsync(caller, deviceId, SettingKind.Config, ct);
        return setting is null ? problem! : TypedResults.Ok(DeviceConfig.Of(setting));
    }

    private static async Task<Results<Ok<DeviceConfig>, ProblemHttpResult>> PutAsync(string deviceId, ChangeConfig body, Caller caller, SettingChange settings, CancellationToken ct)
    {
        var (setting, problem) = await settings.ApplyAsync(caller, deviceId, SettingKind.Config, body.Version, type => Read(type, body.Config), ct);
        return setting is null ? problem! : TypedResults.Ok(DeviceConfig.Of(setting));
    }

    /// <summary>The configuration as the device's type allows it.</summary>
    internal static Wish? Read(KnownType type, JsonElement config)
    {
        if (type.Config is not { } schema) return null;
        if (config.ValueKind != JsonValueKind.Object) return Wish.Wrong([("config", "must be an object")]);
        var plain = JsonSerializer.SerializeToElement(new JsonObject(JsonObject.Create(config)!.Select(m => KeyValuePair.Create(m.Key, ControlRules.Plain(m.Value)))));
        var errors = schema.Check(plain).Select(e => (e.Field.Length == 0 ? "config" : $"config.{e.Field}", e.Message)).ToArray();
        return errors.Length > 0 ? Wish.Wrong(errors) : new Wish(plain, version => JsonSerializer.SerializeToElement(new { version, config = plain }), []);
    }
}

/// <summary>A whole configuration; <paramref name="Version"/> is the desired_version on which it is based, without it the last one wins.</summary>
internal sealed record ChangeConfig(JsonElement Config, long? Version = null);

/// <summary>A device's configuration.</summary>
/// <param name="Desired">As it is wished.</param>
/// <param name="DesiredVersion">Grows with every change; 0 while nothing was wished.</param>
/// <param name="DesiredAt">When.</param>
/// <param name="DesiredBy">By whom, such as <c>user:12</c>.</param>
/// <param name="Reported">With which the device says that it runs.</param>
/// <param name="ReportedVersion">The version that it has.</param>
/// <param name="ReportedAt">When it said so.</param>
/// <param name="InSync">Whether the device has what is wished.</param>
/// <param name="DiffersSince">Since when it has not.</param>
/// <param name="Failure">The device's reason for refusing the newest one.</param>
internal sealed record DeviceConfig(
    JsonElement Desired, long DesiredVersion, DateTimeOffset? DesiredAt, string? DesiredBy,
    JsonElement? Reported, long? ReportedVersion, DateTimeOffset? ReportedAt, bool InSync, DateTimeOffset? DiffersSince, string? Failure)
{
    public static DeviceConfig Of(SettingRow row) => new(
        row.Desired, row.DesiredVersion, row.DesiredAt, row.DesiredBy, row.Reported, row.ReportedVersion, row.ReportedAt, row.InSync, row.InSync ? null : row.DiffersSince, row.Failure);
}
