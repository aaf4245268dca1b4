using System.Text;

namespace Platform.DeviceProtocol;

/// <summary>
/// One value of a reading: its name on the wire, in tables and in answers, and the range in which it is plausible.
/// </summary>
/// <param name="Name">snake_case, such as <c>temperature</c>.</param>
/// <param name="Unit">For documentation, such as <c>°C</c>.</param>
/// <param name="Min">Smallest plausible value.</param>
/// <param name="Max">Largest plausible value.</param>
/// <param name="IsRequired">False when a device may leave it out.</param>
public sealed record MeasuredValue(string Name, string Unit, double Min, double Max, bool IsRequired = true)
{
    /// <summary>The name as it stands in JSON.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}

/// <summary>
/// A kind of reading as data: parser, storage, roll-ups and answers follow from this list, so that a new kind is a new
/// entry here and a migration, not a new pipeline.
/// </summary>
/// <param name="Name">Prefix of its tables: <c>{name}_readings</c>, <c>{name}_minutes</c>, <c>{name}_hours</c>, <c>{name}_days</c>.</param>
/// <param name="Values">At most <see cref="ReadingBuffer.MaxValues"/>, in the order of the columns.</param>
public sealed record ReadingKind(string Name, IReadOnlyList<MeasuredValue> Values)
{
    /// <summary>Air of a pit: BME680 behind an ESP32 (products: workshop). AQI is BSEC's IAQ, 0-500, with its accuracy 0-3.</summary>
    public static ReadingKind Environment { get; } = new("environment",
    [
        new("temperature", "°C", -60, 100),
        new("humidity", "%RH", 0, 100),
        new("aqi", "IAQ", 0, 500),
        new("pressure", "hPa", 300, 1200, IsRequired: false),
        new("aqi_accuracy", "0-3", 0, 3, IsRequired: false),
    ]);

    /// <summary>The value that every reading has: in roll-ups its count is the count of readings.</summary>
    public MeasuredValue CountedBy { get; } = Values.First(v => v.IsRequired);

    /// <summary>All kinds that the platform stores.</summary>
    public static IReadOnlyList<ReadingKind> All { get; } = [Environment];

    /// <summary>The kind of the readings on a topic, or null when readings do not belong there.</summary>
    public static ReadingKind? OnTopic(TopicKind topic) => topic == TopicKind.PitSensors ? Environment : null;
}
