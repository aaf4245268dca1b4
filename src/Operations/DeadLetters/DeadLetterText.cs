using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RabbitMQ.Client;

namespace Platform.Operations.DeadLetters;

/// <summary>What people are shown of a message that was given up: shortened, and without secrets. Pure.</summary>
internal static partial class DeadLetterText
{
    private const int MaxPayload = 2000;
    private const int MaxText = 1000;
    private const string Mask = "…";

    public static DeadLetter Read(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        var envelope = Parse(body.Span);
        var isEnvelope = envelope?["message"] is not null;
        var fault = properties.Headers;
        return new DeadLetter(
            properties.MessageId ?? TextOf(envelope, "messageId"),
            TypeOf(envelope) ?? properties.Type,
            Header(fault, "MT-Reason"),
            Header(fault, "MT-Fault-ExceptionType"),
            Header(fault, "MT-Fault-Message"),
            Header(fault, "MT-Fault-ConsumerType"),
            Header(fault, "MT-Fault-StackTrace"),
            DateTimeOffset.TryParse(Header(fault, "MT-Fault-Timestamp"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null,
            PayloadOf(isEnvelope ? envelope!["message"] : envelope, body.Length),
            body.Length);
    }

    private static JsonNode? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            // Shown as what it is: bytes that are no JSON.
            return null;
        }
    }

    /// <summary>The record's name of <c>urn:message:Platform.Contracts.Telemetry:DevicesSeen</c>.</summary>
    private static string? TypeOf(JsonNode? envelope) =>
        envelope is JsonObject { } o && o["messageType"] is JsonArray { Count: > 0 } types && types[0] is JsonValue value && value.TryGetValue<string>(out var urn) ? urn.Split(':')[^1] : null;

    private static string? TextOf(JsonNode? node, string name) =>
        node is JsonObject { } o && o[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Header(IDictionary<string, object?>? headers, string name)
    {
        if (headers is null || !headers.TryGetValue(name, out var value) || value is null) return null;
        var text = value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        return text is null ? null : Shorten(SecretText().Replace(text, Mask), MaxText);
    }

    private static string PayloadOf(JsonNode? payload, int bytes)
    {
        if (payload is null) return $"{bytes} bytes that are no JSON";
        Hide(payload);
        return Shorten(SecretText().Replace(payload.ToJsonString(), Mask), MaxPayload);
    }

    /// <summary>Masks members by their names, however deep they lie.</summary>
    private static void Hide(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.Where(i => i is not null)) Hide(item!);
            return;
        }

        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToArray())
        {
            if (value is null) continue;
            if (SecretName().IsMatch(name)) members[name] = Mask;
            else Hide(value);
        }
    }

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..most] + Mask;

    [GeneratedRegex("secret|password|passwd|token|license_?key|api_?key|hash|lease|authorization|credential|signature", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    /// <summary>License keys, API keys, signed tokens and passwords in connection strings, wherever they stand in a text.</summary>
    [GeneratedRegex(@"LIC-[A-Za-z0-9-]+|(?<=/invitations/)[A-Za-z0-9_-]+|pk_[A-Za-z0-9_-]+|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*|(?<=(password|pwd|secret|token)\s*[=:]\s*""?)[^\s;,""]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretText();
}

/// <summary>A message that a consumer gave up; what it does not say is null.</summary>
/// <param name="MessageId">Its id, which consumers' inboxes know.</param>
/// <param name="Type">The record's name.</param>
/// <param name="Reason">Why it was set aside, such as <c>fault</c>.</param>
/// <param name="ExceptionType">What was thrown.</param>
/// <param name="ExceptionMessage">And what that said, without secrets.</param>
/// <param name="Consumer">Who could not work on it.</param>
/// <param name="StackTrace">Where, shortened.</param>
/// <param name="FirstSeen">When it was set aside.</param>
/// <param name="Payload">Its content, shortened and without secrets.</param>
/// <param name="Bytes">The size of the whole message.</param>
internal sealed record DeadLetter(
    string? MessageId, string? Type, string? Reason, string? ExceptionType, string? ExceptionMessage, string? Consumer, string? StackTrace,
    DateTimeOffset? FirstSeen, string Payload, int Bytes);
