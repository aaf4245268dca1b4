using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Contracts.MqttBridge;
using Platform.DeviceProtocol;
using Platform.ServiceDefaults.Http;

namespace Platform.MqttBridge.Status;

/// <summary>What a controller's status says beyond any device's: its state, one change of it, its configuration's and schedules' versions.</summary>
internal static class ControllerMessage
{
    /// <summary>Status of a change of state, also of one that was made while the device was offline.</summary>
    public const string Changed = "changed";

    private const int MaxObjectBytes = 2048;
    private const int MaxValueBytes = 64;

    /// <summary>A clock that is wrong by more is no clock: the same range as for readings.</summary>
    private static readonly TimeSpan MaxPast = TimeSpan.FromDays(90), MaxFuture = TimeSpan.FromMinutes(5);

    private static readonly string[] Causes = ["command", "button", "schedule", "input", "power_on"];

    /// <summary>The report with the controller's members, or null with what is wrong.</summary>
    public static (DeviceStatusReported? Report, string? Fault) Read(DeviceStatusReported report, ReadOnlySpan<byte> payload)
    {
        Body body;
        try
        {
            body = JsonSerializer.Deserialize<Body>(payload, Json.Options)!;
        }
        catch (JsonException)
        {
            return (null, "bad_json");
        }

        if (!IsSmallObject(body.State) || !IsSmallObject(body.Config)) return (null, "implausible_value");
        ReportedChange? change = null;
        if (report.Status == Changed && (change = ChangeOf(body, report.ReceivedAt)) is null) return (null, "missing_field");
        return (report with
        {
            DeviceType = StatusMessage.Shorten(body.Type),
            State = Text(body.State),
            Change = change,
            ConfigVersion = VersionOf(body.ConfigVersion),
            Config = Text(body.Config),
            SchedulesVersion = VersionOf(body.SchedulesVersion),
        }, null);
    }

    private static ReportedChange? ChangeOf(Body body, DateTimeOffset now)
    {
        if (body.Key is not { } key || !Identifier.IsValid(key) || body.Seq is not >= 0 || !Causes.Contains(body.Cause, StringComparer.Ordinal)) return null;
        if (body.Value is not { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value) return null;
        var text = value.GetRawText();
        return text.Contains("\\u0000", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(text) > MaxValueBytes ? null : new(key, text, body.Cause!, body.Seq!.Value, TimeOf(body, now));
    }

    /// <summary>The device's clock, else how long ago it says that it was.</summary>
    private static DateTimeOffset? TimeOf(Body body, DateTimeOffset now)
    {
        if (DateTimeOffset.TryParse(body.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return at >= now - MaxPast && at <= now + MaxFuture ? at : null;
        return body.AgeS is >= 0 && body.AgeS <= MaxPast.TotalSeconds ? now - TimeSpan.FromSeconds(body.AgeS.Value) : null;
    }

    private static bool IsSmallObject(JsonElement? json) =>
        json is null or { ValueKind: JsonValueKind.Null }
        || (json is { ValueKind: JsonValueKind.Object } and { } some && Encoding.UTF8.GetByteCount(some.GetRawText()) <= MaxObjectBytes && !some.GetRawText().Contains("\\u0000", StringComparison.Ordinal));

    private static string? Text(JsonElement? json) => json is { ValueKind: JsonValueKind.Object } some ? some.GetRawText() : null;

    private static long? VersionOf(long? version) => version is >= 0 ? version : null;

    [System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip)]
    private sealed record Body(
        string? Type, JsonElement? State, string? Key, JsonElement? Value, string? Cause, long? Seq, string? At, long? AgeS, long? ConfigVersion, JsonElement? Config, long? SchedulesVersion);
}
