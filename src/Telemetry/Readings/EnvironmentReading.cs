using System.Text.Json.Serialization;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Readings;

/// <summary>Air of a pit at one time. Roll-ups carry averages, with the smallest and largest of the interval beside them.</summary>
/// <param name="Temperature">°C.</param>
/// <param name="Humidity">%RH.</param>
/// <param name="Aqi">IAQ, 0-500.</param>
/// <param name="Pressure">hPa.</param>
/// <param name="AqiAccuracy">0-3; below 2 the AQI is not to be relied on.</param>
/// <param name="Timestamp">Time of the reading, or start of the interval.</param>
internal sealed record EnvironmentReading(float? Temperature, float? Humidity, float? Aqi, float? Pressure, float? AqiAccuracy, DateTimeOffset Timestamp)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? TemperatureMin { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? TemperatureMax { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? HumidityMin { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? HumidityMax { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? AqiMin { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? AqiMax { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? PressureMin { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? PressureMax { get; init; }

    /// <summary>How many readings a roll-up is made of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Count { get; init; }

    /// <summary>The device's counter, in a device's raw readings.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seq { get; init; }

    /// <summary>When the platform got it, in a device's raw readings.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>In a device's raw readings: true when the time is the platform's, because the device gave none or one that was not possible.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TimeReplaced { get; init; }

    /// <summary>From a point of the kind <c>environment</c>, whose values are in that order.</summary>
    public static EnvironmentReading From(ReadingPoint point, bool withOrigin = false)
    {
        var (v, raw) = (point.Values, withOrigin ? point.Raw : null);
        return new(v[0].Value, v[1].Value, v[2].Value, v[3].Value, v[4].Value, point.Time)
        {
            TemperatureMin = v[0].Min,
            TemperatureMax = v[0].Max,
            HumidityMin = v[1].Min,
            HumidityMax = v[1].Max,
            AqiMin = v[2].Min,
            AqiMax = v[2].Max,
            PressureMin = v[3].Min,
            PressureMax = v[3].Max,
            Count = point.Count,
            Seq = raw?.Sequence,
            ReceivedAt = raw?.ReceivedAt,
            TimeReplaced = raw is null ? null : raw.Source != TimeSource.Device,
        };
    }
}
