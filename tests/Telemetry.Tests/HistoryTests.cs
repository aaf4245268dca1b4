using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Telemetry.Readings;

namespace Platform.Telemetry.Tests;

public sealed class HistoryTests(TelemetryFixture fixture, ITestOutputHelper output)
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Theory]
    [InlineData(1, "Raw")]
    [InlineData(10_000, "Raw")]
    [InlineData(10_001, "Minute")]
    [InlineData(120_000, "Minute")]
    [InlineData(120_001, "Hour")]
    [InlineData(7_200_000, "Hour")]
    [InlineData(7_200_001, "Day")]
    [InlineData(34_560_000, "Day")]
    public void Finest_level_of_at_most_2000_points_is_chosen(int seconds, string expected) =>
        HistoryLevel.For(TimeSpan.FromSeconds(seconds)).ToString().ShouldBe(expected);

    [Fact]
    public async Task Roll_ups_carry_average_and_band()
    {
        var device = await fixture.AddDeviceAsync();
        var hour = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1).AddHours(3);
        foreach (var (second, temperature) in new[] { (1, 20.0), (20, 22.0), (59, 27.0), (61, 30.0) })
            await fixture.PublishAsync(device, device.Reading(hour.AddSeconds(second), second, temperature));
        await fixture.BecomesStoredAsync(device, 4);
        using var owner = fixture.Owner();

        var minutes = await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(hour, hour.AddHours(4)));
        minutes!.Length.ShouldBe(2);
        Band(minutes[0]).ShouldBe((23, 20, 27));
        Band(minutes[1]).ShouldBe((30, 30, 30));
        minutes[0].GetProperty("timestamp").GetDateTimeOffset().ShouldBe(hour);

        var days = await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(hour.AddDays(-100), hour.AddDays(1)));
        Band(days.ShouldHaveSingleItem()).ShouldBe((24.75, 20, 30));
        (await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(hour, hour.AddSeconds(30), "raw")))!.Length.ShouldBe(2);
    }

    [Fact]
    public async Task More_raw_readings_than_an_answer_holds_are_refused_and_not_cut()
    {
        var device = await fixture.AddDeviceAsync();
        var noon = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1).AddHours(12);
        await fixture.PublishAsync(device, device.Reading(noon));
        await fixture.BecomesStoredAsync(device, 1);
        await fixture.ExecuteAsync("""
            insert into environment_readings (device, time, seq, tenant_id, pit_id, time_source, received_at, temperature)
            select @DeviceNumber, @noon + n * interval '1 millisecond', n, 1, @PitId, 0, @noon, 20 from generate_series(1, @count) as n
            """, new { device.Facts.DeviceNumber, noon, device.Facts.PitId, count = ReadingStore.MaxRaw });
        using var owner = fixture.Owner();

        foreach (var resolution in new[] { "raw", null })
        {
            using var refused = await owner.GetAsync(device.HistoryPath(noon, noon.AddHours(1), resolution));
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["to", "resolution"], ignoreOrder: true);
        }

        var most = device.HistoryPath(noon.AddMilliseconds(1), noon.AddHours(1), "raw");
        (await owner.GetFromJsonAsync<JsonElement[]>(most))!.Length.ShouldBe(ReadingStore.MaxRaw);
    }

    [Fact]
    public async Task Readings_of_a_device_are_those_of_all_its_pits()
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync(device, device.Reading(Now));
        await fixture.BecomesStoredAsync(device, 1);
        using var owner = fixture.Owner();

        var path = device.HistoryPath(Now.AddMinutes(-5), Now.AddMinutes(1)).Replace($"/api/pits/{device.Facts.PitId}/sensors/history", $"/api/devices/{device.Id}/readings", StringComparison.Ordinal);
        (await owner.GetFromJsonAsync<JsonElement[]>(path)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Roll_ups_count_their_readings_and_carry_a_band_of_every_value()
    {
        var device = await fixture.AddDeviceAsync();
        var hour = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1).AddHours(5);
        for (var n = 0; n < 3; n++) await fixture.PublishAsync(device, device.Reading(hour.AddMinutes(n), n, 20 + n, 50 + n, 40 + n));
        await fixture.BecomesStoredAsync(device, 3);
        using var owner = fixture.Owner();

        foreach (var resolution in new[] { "hour", "day" })
        {
            var point = (await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(hour.AddHours(-6), hour.AddHours(1), resolution)))!.ShouldHaveSingleItem();
            point.GetProperty("count").GetInt64().ShouldBe(3);
            foreach (var (name, min, max) in new[] { ("temperature", 20.0, 22.0), ("humidity", 50, 52), ("aqi", 40, 42), ("pressure", 1008.5, 1008.5) })
                (point.GetProperty($"{name}_min").GetDouble(), point.GetProperty($"{name}_max").GetDouble()).ShouldBe((min, max));
        }

        var raw = await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(hour, hour.AddHours(1), "raw"));
        foreach (var absent in new[] { "count", "seq", "received_at", "time_replaced" }) raw![0].TryGetProperty(absent, out _).ShouldBeFalse(absent);
    }

    /// <summary>The page of a pit opens with it, so how long it takes is in the test's output; a limit would measure the machine.</summary>
    [Fact]
    public async Task Ninety_days_by_the_hour_are_2160_points()
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync(device, device.Reading(Now));
        await fixture.BecomesStoredAsync(device, 1);
        var end = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero);
        await fixture.ExecuteAsync("""
            insert into environment_hours (device, pit_id, bucket, tenant_id, temperature_n, temperature_sum, temperature_min, temperature_max,
                humidity_n, humidity_sum, humidity_min, humidity_max, aqi_n, aqi_sum, aqi_min, aqi_max,
                pressure_n, pressure_sum, pressure_min, pressure_max, aqi_accuracy_n, aqi_accuracy_sum, aqi_accuracy_min, aqi_accuracy_max)
            select d.device, @PitId, @end - n * interval '1 hour', 1, 720, 720 * 23, 22, 25, 720, 720 * 50, 49, 51, 720, 720 * 40, 38, 45, 720, 720 * 1000, 999, 1002, 720, 2160, 3, 3
            from generate_series(1, 2160) as n cross join (select @DeviceNumber::bigint as device union all select 9000000 + generate_series(1, 20)) as d
            """, new { device.Facts.DeviceNumber, PitId = device.Facts.PitId!.Value, end });
        using var owner = fixture.Owner();

        for (var n = 0; n < 3; n++)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            var points = await owner.GetFromJsonAsync<JsonElement[]>(device.HistoryPath(end.AddDays(-90), end, "hour"));
            output.WriteLine($"90 days by the hour: {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            points!.Length.ShouldBe(2160);
            points.ShouldAllBe(p => p.GetProperty("count").GetInt64() == 720);
        }
    }

    [Fact]
    public async Task Newest_readings_of_a_device_come_newest_first_with_where_they_came_from()
    {
        var device = await fixture.AddDeviceAsync();
        var now = Now;
        for (var n = 1; n <= 3; n++) await fixture.PublishAsync(device, device.Reading(now.AddMinutes(-n), 10 - n));
        await fixture.PublishAsync(device, device.Reading("\"1999-01-01T00:00:00Z\"", 10));
        await fixture.BecomesStoredAsync(device, 4);
        using var owner = fixture.Owner();
        var path = $"/api/devices/{device.Id}/readings?resolution=raw";

        var newest = (await owner.GetFromJsonAsync<JsonElement[]>(path))!;
        newest.Select(r => (r.GetProperty("seq").GetInt64(), r.GetProperty("time_replaced").GetBoolean())).ShouldBe([(10, true), (9, false), (8, false), (7, false)]);
        newest.Select(r => r.GetProperty("received_at").GetDateTimeOffset()).ShouldAllBe(at => at >= now.AddSeconds(-1));

        var page = (await owner.GetFromJsonAsync<JsonElement[]>($"{path}&limit=2"))!;
        page.Select(r => r.GetProperty("seq").GetInt64()).ShouldBe([10, 9]);
        var next = await owner.GetFromJsonAsync<JsonElement[]>($"{path}&limit=2&to={page[1].GetProperty("timestamp").GetDateTimeOffset().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}");
        next!.Select(r => r.GetProperty("seq").GetInt64()).ShouldBe([8, 7]);
        using var stranger = fixture.Owner(2);
        (await stranger.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetFromJsonAsync<JsonElement[]>($"/api/devices/{(await fixture.AddDeviceAsync()).Id}/readings?resolution=raw"))!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "from")]
    [InlineData("?from=2026-11-01T00:00:00Z", "to")]
    [InlineData("?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", "from")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-01T00:00:00Z", "from")]
    [InlineData("?from=2025-01-01T00:00:00Z&to=2026-11-01T00:00:00Z", "to")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&resolution=week", "resolution")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&resolution=1", "resolution")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&resolution=-1", "resolution")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&resolution=raw,day", "resolution")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&resolution=", "resolution")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-04T00:00:00Z&resolution=raw", "resolution")]
    [InlineData("?from=2026-11-01T00:00:00Z&to=2026-11-09T00:00:00Z&resolution=minute", "resolution")]
    [InlineData("?from=2026-08-01T00:00:00Z&to=2026-10-30T00:00:01Z&resolution=hour", "resolution")]
    [InlineData("?from=yesterday&to=2026-11-09T00:00:00Z", "from")]
    public async Task Range_that_is_not_valid_names_the_field(string query, string field)
    {
        using var owner = fixture.Owner();
        foreach (var path in new[] { "/api/pits/1/sensors/history", "/api/devices/ESP32-1/readings" })
        {
            using var answer = await owner.GetAsync(path + query);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.ToString());
        }
    }

    private static (double Average, double Min, double Max) Band(JsonElement point) =>
        (point.GetProperty("temperature").GetDouble(), point.GetProperty("temperature_min").GetDouble(), point.GetProperty("temperature_max").GetDouble());
}
