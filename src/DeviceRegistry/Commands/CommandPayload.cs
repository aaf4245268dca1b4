using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Commands;

/// <summary>The JSON that a device gets on its command topic.</summary>
internal static class CommandPayload
{
    /// <summary>Writes it; <c>issued_at</c> is RFC 3339 in UTC with milliseconds.</summary>
    public static string Write(Guid id, string command, string reason, DateTimeOffset issuedAt, string? lease) =>
        JsonSerializer.Serialize(
            new Body(id, command, reason, issuedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), (long)CommandRules.Ttl.TotalSeconds, lease),
            Json.Options);

    private sealed record Body(
        Guid Id, string Command, string Reason, string IssuedAt, long TtlS, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lease);
}
