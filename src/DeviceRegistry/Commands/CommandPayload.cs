using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Commands;

/// <summary>The JSON that a device gets on its command topic.</summary>
internal static class CommandPayload
{
    /// <summary>Never part of a page, and short: letters of any script and signs such as the plus stand as they are.</summary>
    private static readonly JsonSerializerOptions Plain = new(Json.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it; <c>issued_at</c> is RFC 3339 in UTC with milliseconds.</summary>
    public static string Write(Guid id, NewCommand command, DateTimeOffset issuedAt) =>
        JsonSerializer.Serialize(
            new Body(
                id,
                command.Command,
                command.Args,
                command.Reason,
                issuedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                (long)command.Ttl.TotalSeconds,
                command.Lease),
            Plain);

    private sealed record Body(
        Guid Id,
        string Command,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Args,
        string Reason,
        string IssuedAt,
        long TtlS,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lease);
}
