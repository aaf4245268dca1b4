using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class IngestTests(TelemetryFixture fixture)
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Fact]
    public async Task Valid_reading_is_stored_rolled_up_answered_and_pushed()
    {
        var device = await fixture.AddDeviceAsync();
        await using var live = await fixture.ListenLiveAsync($"1.{device.Facts.PitId}.sensor_update");
        using var owner = fixture.Owner();

        await fixture.PublishAsync(device, device.Reading(Now));
        await fixture.BecomesStoredAsync(device, 1);

        var latest = await owner.GetFromJsonAsync<JsonElement>(device.LatestPath);
        latest.GetProperty("temperature").GetDouble().ShouldBe(24.5);
        latest.GetProperty("aqi_accuracy").GetDouble().ShouldBe(3);
        foreach (var resolution in new[] { "raw", "minute", "hour", "day" })
        {
            var points = await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(Now.AddDays(-1.5), Now.AddMinutes(1), resolution));
            var point = points.ShouldHaveSingleItem(resolution);
            point.GetProperty("humidity").GetDouble().ShouldBe(51.25);
            point.TryGetProperty("temperature_min", out _).ShouldBe(resolution != "raw");
        }

        var pushed = JsonDocument.Parse((await live.NextAsync()).Body).RootElement;
        pushed.GetProperty("type").GetString().ShouldBe("sensor_update");
        pushed.GetProperty("pit_id").GetInt32().ShouldBe(device.Facts.PitId!.Value);
        pushed.GetProperty("aqi").GetDouble().ShouldBe(42);
    }

    [Fact]
    public async Task Same_message_twice_is_one_row_and_counted_once()
    {
        var device = await fixture.AddDeviceAsync();
        var reading = device.Reading(Now);

        await fixture.PublishAsync(device, reading);
        await fixture.PublishAsync(device, reading);
        await fixture.BecomesStoredAsync(device, 1);
        await fixture.PublishAsync(device, reading);
        await fixture.PublishAsync(device, device.Reading(Now, seq: 2));
        await fixture.BecomesStoredAsync(device, 2);

        foreach (var level in new[] { "minutes", "hours", "days" })
            (await CountedAsync(device, level)).ShouldBe(2, level);
    }

    [Fact]
    public async Task Topic_of_older_firmware_is_accepted()
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync($"workshop/ws_1/{device.Facts.PitCode}/sensors", device.Reading(Now));
        await fixture.BecomesStoredAsync(device, 1);
    }

    [Theory]
    [InlineData("null", 1)]
    [InlineData("\"1970-01-01T00:00:10Z\"", 2)]
    [InlineData("\"2099-01-01T00:00:00Z\"", 2)]
    [InlineData("123456", 1)]
    public async Task Impossible_time_is_replaced_and_marked(string timestamp, short source)
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync(device, device.Reading(timestamp));
        await fixture.BecomesStoredAsync(device, 1);

        var (time, stored) = await RowAsync(device);
        stored.ShouldBe(source);
        time.ShouldBe(Now.UtcDateTime, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Late_reading_gets_its_days_partition()
    {
        var device = await fixture.AddDeviceAsync();
        var late = Now.AddDays(-80);

        await fixture.PublishAsync(device, device.Reading(late));
        await fixture.BecomesStoredAsync(device, 1);

        (await fixture.ScalarAsync<bool>("select to_regclass(@name) is not null", new { name = $"environment_readings_{late.UtcDateTime:yyyyMMdd}" })).ShouldBeTrue();
        (await RowAsync(device)).Source.ShouldBe((short)0);
    }

    public static TheoryData<string> BadMessages() => ["null_character", "nan", "year_1970", "year_2099", "too_large", "not_utf8", "repeated", "foreign_id"];

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task One_bad_of_500_leaves_the_good_ones(string bad)
    {
        var device = await fixture.AddDeviceAsync();
        var start = Now.AddHours(-1);
        var good = Enumerable.Range(1, 500).Select(n => Encoding.UTF8.GetBytes(device.Reading(start.AddSeconds(n), n))).ToArray();
        good[250] = Bad(bad, device, good[249]);

        await Task.WhenAll(good.Select(m => fixture.PublishAsync(device.Topic, m)));

        // A wrong year is replaced by the platform's time, so that reading is kept.
        var expected = bad.StartsWith("year_", StringComparison.Ordinal) ? 500 : 499;
        await fixture.BecomesStoredAsync(device, expected);
        (await CountedAsync(device, "days")).ShouldBe(expected);
    }

    [Fact]
    public async Task Screens_do_not_go_back_in_time_when_a_journal_is_emptied()
    {
        var device = await fixture.AddDeviceAsync();
        await using var live = await fixture.ListenLiveAsync($"1.{device.Facts.PitId}.sensor_update");

        await fixture.PublishAsync(device, device.Reading(Now, seq: 9, temperature: 20));
        (await live.NextAsync()).Body.ShouldContain("\"temperature\":20");
        await fixture.PublishAsync(device, device.Reading(Now.AddHours(-2), seq: 1, temperature: 5));
        await fixture.BecomesStoredAsync(device, 2);
        await fixture.PublishAsync(device, device.Reading(Now, seq: 10, temperature: 21));

        (await live.NextAsync()).Body.ShouldContain("\"temperature\":21");
    }

    [Fact]
    public async Task Devices_that_were_heard_are_told_to_the_registry()
    {
        var device = await fixture.AddDeviceAsync();
        var heard = await fixture.Bus.ListenAsync<Contracts.Telemetry.DevicesSeen>();
        await fixture.PublishAsync(device, device.Reading(Now));

        (await heard.FirstAsync(s => s.Devices.Any(d => d.DeviceId == device.Id))).ShouldNotBeNull();
    }

    private static byte[] Bad(string bad, TestDevice device, byte[] before) => bad switch
    {
        "null_character" => Encoding.UTF8.GetBytes("""{"device_id":"a\u0000b","license_key":"\u0000","temperature":1,"humidity":2,"aqi":3,"note":"\u0000"}"""),
        "nan" => Encoding.UTF8.GetBytes(device.Reading("null").Replace("24.5", "NaN", StringComparison.Ordinal)),
        "year_1970" => Encoding.UTF8.GetBytes(device.Reading("\"1970-01-01T00:00:00Z\"", 251)),
        "year_2099" => Encoding.UTF8.GetBytes(device.Reading("\"2099-12-31T00:00:00Z\"", 251)),
        "too_large" => Encoding.UTF8.GetBytes(device.Reading("null").Replace("{", "{\"pad\":\"" + new string('x', 300_000) + "\",", StringComparison.Ordinal)),
        "not_utf8" => [0xFF, 0xFE, 0x00, 0xC3, 0x28],
        "foreign_id" => Encoding.UTF8.GetBytes(device.Reading("null").Replace(device.Id, "ESP32-1; drop table environment_readings", StringComparison.Ordinal)),
        _ => before,
    };

    private Task<long> CountedAsync(TestDevice device, string level) =>
        fixture.ScalarAsync<long>($"select coalesce(sum(temperature_n), 0) from environment_{level} where device = @Number", new { Number = device.Facts.DeviceNumber });

    private async Task<(DateTime Time, short Source)> RowAsync(TestDevice device)
    {
        await using var database = await fixture.Database.OpenConnectionAsync();
        return await database.QuerySingleAsync<(DateTime, short)>("select time, time_source from environment_readings where device = @Number", new { Number = device.Facts.DeviceNumber });
    }
}
