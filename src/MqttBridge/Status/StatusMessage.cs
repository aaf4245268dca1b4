using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts.MqttBridge;
using Platform.DeviceProtocol;
using Platform.ServiceDefaults.Http;

namespace Platform.MqttBridge.Status;

/// <summary>Reads a device's message on its status topic.</summary>
internal static class StatusMessage
{
    private const int MaxBytes = 4096;
    private const int MaxText = 64;

    /// <summary>Ten years in seconds; more is no uptime.</summary>
    private const long MaxUptime = 10L * 365 * 86_400;

    /// <summary>The report, or null with what is wrong.</summary>
    public static (DeviceStatusReported? Report, string? Fault) Parse(string routingKey, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        var topic = DeviceTopic.Parse(routingKey);
        if (topic.Kind is not (TopicKind.DeviceStatus or TopicKind.ControllerStatus)) return (null, "unknown_topic");
        if (payload.Length > MaxBytes) return (null, "payload_too_large");
        Body? body;
        try
        {
            body = JsonSerializer.Deserialize<Body>(payload, Json.Options);
        }
        catch (JsonException)
        {
            return (null, "bad_json");
        }

        if (body?.Status is not { } status || !Identifier.IsValid(status)) return (null, "missing_field");
        var report = new DeviceStatusReported(
            topic.Subject.ToString(), status, Shorten(body.Reason), Guid.TryParse(body.CommandId, out var command) ? command : null,
            Shorten(body.Firmware), body.Boot, now, body.UptimeS is >= 0 and <= MaxUptime ? body.UptimeS : null);
        return topic.Kind == TopicKind.ControllerStatus ? ControllerMessage.Read(report, payload) : (report, null);
    }

    /// <summary>As much as is kept, without control characters, which a text column refuses.</summary>
    internal static string? Shorten(string? text)
    {
        if (text is null) return null;
        var kept = text.AsSpan(0, Math.Min(text.Length, MaxText));
        return kept.ContainsAnyInRange('\0', '\x1f') ? string.Concat(kept.ToString().Where(c => !char.IsControl(c))) : kept.ToString();
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    private sealed record Body(string? Status, string? Reason, string? CommandId, string? Firmware, long? Boot, long? UptimeS);
}
