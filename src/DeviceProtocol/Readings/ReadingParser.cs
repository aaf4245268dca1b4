using System.Text.Json;
using System.Text.Unicode;

namespace Platform.DeviceProtocol;

/// <summary>How reading a payload ended.</summary>
public enum ReadingFault
{
    /// <summary>All is there and plausible.</summary>
    None,

    /// <summary>More than <see cref="ReadingParser.MaxPayloadBytes"/>.</summary>
    PayloadTooLarge,

    /// <summary>Not a JSON object, not UTF-8, or a number that JSON does not have (NaN).</summary>
    BadJson,

    /// <summary>A required field is missing or not a number.</summary>
    MissingField,

    /// <summary>A value no such sensor can measure.</summary>
    ImplausibleValue,
}

/// <summary>Reads a device's JSON with <see cref="Utf8JsonReader"/>: one pass, no tree, no allocation.</summary>
public static class ReadingParser
{
    /// <summary>Largest payload that is looked at.</summary>
    public const int MaxPayloadBytes = 64 * 1024;

    /// <summary>Numbers below are no time but milliseconds since boot: 2001-09-09 in seconds.</summary>
    private const double SmallestEpochSeconds = 1e9;

    /// <summary>Numbers from here on are milliseconds: 5138 in seconds, 1973 in milliseconds.</summary>
    private const double SmallestEpochMilliseconds = 1e11;

    /// <summary>Parses <paramref name="payload"/> as <paramref name="kind"/> into <paramref name="buffer"/>.</summary>
    public static ReadingFault Parse(ReadOnlySpan<byte> payload, ReadingKind kind, ReadingBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(buffer);
        buffer.Clear();
        if (payload.Length > MaxPayloadBytes) return ReadingFault.PayloadTooLarge;
        // The reader looks at the encoding only of what is taken out; the rest would end up in samples and logs.
        if (!Utf8.IsValid(payload)) return ReadingFault.BadJson;
        var reader = new Utf8JsonReader(payload);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return ReadingFault.BadJson;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadProperty(ref reader, kind, buffer);
            if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) return ReadingFault.BadJson;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped lone surrogate.
            return ReadingFault.BadJson;
        }

        return Check(kind, buffer);
    }

    private static void ReadProperty(ref Utf8JsonReader reader, ReadingKind kind, ReadingBuffer buffer)
    {
        for (var i = 0; i < kind.Values.Count; i++)
        {
            if (!reader.ValueTextEquals(kind.Values[i].Utf8Name)) continue;
            reader.Read();
            // Of a name that comes twice the last counts, also when it is no number.
            buffer.Values[i] = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) ? value : double.NaN;
            reader.Skip();
            return;
        }

        if (reader.ValueTextEquals("device_id"u8))
        {
            reader.Read();
            buffer.TakeDeviceId(ref reader);
        }
        else if (reader.ValueTextEquals("license_key"u8))
        {
            reader.Read();
            buffer.TakeLicenseKey(ref reader);
        }
        else if (reader.ValueTextEquals("timestamp"u8))
        {
            reader.Read();
            buffer.Timestamp = ReadTime(ref reader);
        }
        else if (reader.ValueTextEquals("seq"u8))
        {
            reader.Read();
            buffer.Sequence = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var sequence) && sequence > 0 ? sequence : 0;
        }
        else
        {
            reader.Read();
        }

        reader.Skip();
    }

    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return ReadText(ref reader);
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number) || number < SmallestEpochSeconds) return null;
        var milliseconds = number >= SmallestEpochMilliseconds ? number : number * 1000;
        return milliseconds < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }

    /// <summary>Text without an offset is UTC, whatever zone the server is in.</summary>
    private static DateTimeOffset? ReadText(ref Utf8JsonReader reader)
    {
        if (!reader.TryGetDateTime(out var time)) return null;
        return time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero) : new DateTimeOffset(time.ToUniversalTime());
    }

    private static ReadingFault Check(ReadingKind kind, ReadingBuffer buffer)
    {
        for (var i = 0; i < kind.Values.Count; i++)
        {
            var (value, limits) = (buffer.Values[i], kind.Values[i]);
            if (double.IsNaN(value))
            {
                if (!limits.IsRequired) continue;
                buffer.FaultyField = limits.Name;
                return ReadingFault.MissingField;
            }

            if (value >= limits.Min && value <= limits.Max) continue;
            buffer.FaultyField = limits.Name;
            return ReadingFault.ImplausibleValue;
        }

        return ReadingFault.None;
    }
}
