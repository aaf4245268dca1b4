using System.Text;

namespace Platform.DeviceProtocol.Tests;

public sealed class ReadingParserTests
{
    private const string Good = """
        {"device_id":"ESP32-1","license_key":"LIC-7KQ2-M9XA-4RTP","timestamp":"2026-11-20T10:00:00.123Z","seq":123,"temperature":24.1,"humidity":51.2,"aqi":42,"aqi_accuracy":3,"pressure":1008.2}
        """;

    private readonly ReadingBuffer buffer = new();

    [Fact]
    public void Whole_reading_is_taken()
    {
        Parse(Good).ShouldBe(ReadingFault.None);

        buffer.DeviceId.ToString().ShouldBe("ESP32-1");
        buffer.LicenseKey.ToString().ShouldBe("LIC-7KQ2-M9XA-4RTP");
        buffer.Timestamp.ShouldBe(new DateTimeOffset(2026, 11, 20, 10, 0, 0, 123, TimeSpan.Zero));
        buffer.Sequence.ShouldBe(123);
        buffer.Values[..5].ShouldBe([24.1, 51.2, 42, 1008.2, 3]);
    }

    [Theory]
    [InlineData("""{"device_id":"d","temperature":1,"humidity":2,"aqi":3}""")]
    [InlineData("""{"extra":{"temperature":{"a":[1,{"b":2}]}},"list":[[],{}],"temperature":1,"humidity":2,"aqi":3}""")]
    [InlineData("""{"temperature":99,"temperature":1,"humidity":2,"aqi":3}""")]
    [InlineData("""{"temper\u0061ture":1,"\u0068umidity":2,"aqi":3}""")]
    [InlineData(" \n\t{ \"temperature\" : 1.0e0 , \"humidity\":2.0,\"aqi\":3 } \r\n")]
    [InlineData("""{"temperature":1,"humidity":2,"aqi":3,"pressure":"high"}""")]
    public void Reading_in_another_shape_is_taken(string json)
    {
        Parse(json).ShouldBe(ReadingFault.None);
        buffer.Values[..3].ShouldBe([1, 2, 3]);
        buffer.Values[3].ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("{")]
    [InlineData("""{"temperature":1""")]
    [InlineData("""{"temperature":1,"humidity":2,"aqi":3}x""")]
    [InlineData("""{"temperature":1,"humidity":2,"aqi":3}{}""")]
    [InlineData("""{"temperature":1,"humidity":2,"aqi":3,}""")]
    [InlineData("""{"temperature":NaN,"humidity":2,"aqi":3}""")]
    [InlineData("""{"temperature":nan,"humidity":2,"aqi":3}""")]
    [InlineData("""{"temperature":Infinity,"humidity":2,"aqi":3}""")]
    [InlineData("""{"temperature":01,"humidity":2,"aqi":3}""")]
    [InlineData("""{"temperature":0x10,"humidity":2,"aqi":3}""")]
    [InlineData("""{'temperature':1,'humidity':2,'aqi':3}""")]
    [InlineData("""{"device_id":"\ud800","temperature":1,"humidity":2,"aqi":3}""")]
    [InlineData("""{"license_key":"\udc00","temperature":1,"humidity":2,"aqi":3}""")]
    [InlineData("temperature=1")]
    public void What_is_no_json_object_is_refused(string json) => Parse(json).ShouldBe(ReadingFault.BadJson);

    [Theory]
    [InlineData("""{"humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"temperature":1,"aqi":3}""", "humidity")]
    [InlineData("""{"temperature":1,"humidity":2}""", "aqi")]
    [InlineData("""{"temperature":"1","humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"temperature":"NaN","humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"temperature":null,"humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"temperature":{"value":1},"humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"temperature":[1],"humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"temperature":1,"temperature":"x","humidity":2,"aqi":3}""", "temperature")]
    [InlineData("""{"Temperature":1,"humidity":2,"aqi":3}""", "temperature")]
    [InlineData("{}", "temperature")]
    public void Missing_value_is_named(string json, string field)
    {
        Parse(json).ShouldBe(ReadingFault.MissingField);
        buffer.FaultyField.ShouldBe(field);
    }

    [Theory]
    [InlineData("temperature", "900")]
    [InlineData("temperature", "-60.1")]
    [InlineData("temperature", "1e999")]
    [InlineData("temperature", "-1e999")]
    [InlineData("humidity", "100.1")]
    [InlineData("humidity", "-0.1")]
    [InlineData("aqi", "501")]
    [InlineData("pressure", "299")]
    [InlineData("pressure", "1e38")]
    [InlineData("aqi_accuracy", "4")]
    public void Value_that_no_sensor_measures_is_named(string field, string value)
    {
        var values = new Dictionary<string, string> { ["temperature"] = "1", ["humidity"] = "2", ["aqi"] = "3", [field] = value };
        Parse($"{{{string.Join(',', values.Select(v => $"\"{v.Key}\":{v.Value}"))}}}").ShouldBe(ReadingFault.ImplausibleValue);
        buffer.FaultyField.ShouldBe(field);
    }

    [Theory]
    [InlineData("temperature", "-60")]
    [InlineData("temperature", "100")]
    [InlineData("humidity", "0")]
    [InlineData("humidity", "100")]
    [InlineData("aqi", "500")]
    public void Value_at_the_edge_is_taken(string field, string value)
    {
        var values = new Dictionary<string, string> { ["temperature"] = "1", ["humidity"] = "2", ["aqi"] = "3", [field] = value };
        Parse($"{{{string.Join(',', values.Select(v => $"\"{v.Key}\":{v.Value}"))}}}").ShouldBe(ReadingFault.None);
    }

    [Theory]
    [InlineData("\"2026-11-20T10:00:00Z\"", "2026-11-20T10:00:00Z")]
    [InlineData("\"2026-11-20T15:30:00.5+05:30\"", "2026-11-20T10:00:00.5Z")]
    [InlineData("\"2026-11-20T10:00:00\"", "2026-11-20T10:00:00Z")]
    [InlineData("1795168800", "2026-11-20T10:00:00Z")]
    [InlineData("1795168800.25", "2026-11-20T10:00:00.25Z")]
    [InlineData("1795168800123", "2026-11-20T10:00:00.123Z")]
    [InlineData("0", null)]
    [InlineData("86400000", null)]
    [InlineData("-1", null)]
    [InlineData("1e999", null)]
    [InlineData("1e300", null)]
    [InlineData("253402300800000", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"yesterday\"", null)]
    [InlineData("\"2026-13-20T10:00:00Z\"", null)]
    [InlineData("\"0001-01-01T00:00:00+14:00\"", null)]
    [InlineData("\"9999-12-31T23:59:59-14:00\"", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("{\"s\":1}", null)]
    [InlineData("[1]", null)]
    public void Time_is_read_in_the_forms_that_devices_use(string json, string? expected)
    {
        Parse($$"""{"timestamp":{{json}},"temperature":1,"humidity":2,"aqi":3}""").ShouldBe(ReadingFault.None);
        buffer.Timestamp.ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("-1", 0)]
    [InlineData("1.5", 0)]
    [InlineData("\"7\"", 0)]
    [InlineData("{}", 0)]
    public void Sequence_is_a_positive_whole_number_or_none(string json, long expected)
    {
        Parse($$"""{"seq":{{json}},"temperature":1,"humidity":2,"aqi":3}""").ShouldBe(ReadingFault.None);
        buffer.Sequence.ShouldBe(expected);
    }

    [Theory]
    [InlineData("\"ESP32-1\"", "ESP32-1")]
    [InlineData("\"ESP\\u002d1\"", "ESP-1")]
    [InlineData("\"\\u0000\"", "")]
    [InlineData("\"a\\u0000b\"", "")]
    [InlineData("\"a.b\"", "")]
    [InlineData("\"ä\"", "")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "")]
    [InlineData("7", "")]
    [InlineData("null", "")]
    [InlineData("{\"id\":\"x\"}", "")]
    public void Device_id_that_is_no_identifier_is_none(string json, string expected)
    {
        Parse($$"""{"device_id":{{json}},"temperature":1,"humidity":2,"aqi":3}""").ShouldBe(ReadingFault.None);
        buffer.DeviceId.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Payload_that_is_not_utf8_is_refused_wherever_it_is_not()
    {
        byte[] bad = [.. """{"temperature":1,"humidity":2,"aqi":3,"note":"""u8, (byte)'"', 0xC3, 0x28, .. "\"}"u8];
        ReadingParser.Parse(bad, ReadingKind.Environment, buffer).ShouldBe(ReadingFault.BadJson);
        ReadingParser.Parse([0xFF, 0xFE, 0x00], ReadingKind.Environment, buffer).ShouldBe(ReadingFault.BadJson);
    }

    [Fact]
    public void Payload_over_the_limit_is_not_looked_at()
    {
        var padding = new string(' ', ReadingParser.MaxPayloadBytes - 38);
        Parse($$"""{"temperature":1,"humidity":2,"aqi":3}{{padding}}""").ShouldBe(ReadingFault.None);
        Parse($$"""{"temperature":1,"humidity":2,"aqi":3}{{padding}} """).ShouldBe(ReadingFault.PayloadTooLarge);
        Parse(new string('x', 300_000)).ShouldBe(ReadingFault.PayloadTooLarge);
    }

    [Fact]
    public void Nothing_of_the_last_message_is_left()
    {
        Parse(Good).ShouldBe(ReadingFault.None);
        Parse("{}").ShouldBe(ReadingFault.MissingField);

        buffer.DeviceId.IsEmpty.ShouldBeTrue();
        buffer.LicenseKey.IsEmpty.ShouldBeTrue();
        (buffer.Timestamp, buffer.Sequence).ShouldBe(((DateTimeOffset?)null, 0L));
        buffer.Values.ShouldAllBe(v => double.IsNaN(v));
    }

    [Fact]
    public void Good_message_allocates_nothing()
    {
        byte[] good = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < 100; i++) ReadingParser.Parse(good, ReadingKind.Environment, buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) ReadingParser.Parse(good, ReadingKind.Environment, buffer);
        for (var i = 0; i < 1000; i++) DeviceTopic.Parse("workshop.workshop_001.pit.pit1.sensors");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Damaged_messages_end_in_a_fault_and_never_in_an_exception()
    {
        var random = new Random(20261120);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = good.AsSpan(0, random.Next(good.Length + 1)).ToArray();
            for (var change = random.Next(4); change > 0 && damaged.Length > 0; change--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Should.NotThrow(() => ReadingParser.Parse(damaged, ReadingKind.Environment, buffer));
        }
    }

    private ReadingFault Parse(string json) => ReadingParser.Parse(Encoding.UTF8.GetBytes(json), ReadingKind.Environment, buffer);
}
