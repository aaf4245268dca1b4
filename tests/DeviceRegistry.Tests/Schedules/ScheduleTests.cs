using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Schedules;
using Platform.ServiceDefaults.Http;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Schedules;

public sealed class ScheduleTests(RegistryFixture registry)
{
    private static readonly KnownType Relay = DeviceTypeCatalog.Load(typeof(DeviceTypeCatalog).Assembly).Find("4Relay")!;

    private static readonly object Morning = new { enabled = true, days = new[] { "mon", "sun" }, at = "07:30", command = "relay", args = new { pin = 25, state = "on" } };

    [Fact]
    public async Task Schedules_go_to_the_device_in_its_words_and_are_in_sync_when_it_says_so()
    {
        var id = await registry.AddControllerAsync();
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var evening = new { id = 1, enabled = false, days = new[] { "fri" }, at = "sunset-10", command = "relay", args = new { pin = 26, state = "off" } };
        using var answer = await registry.Owner.PutAsJsonAsync(
            $"/api/devices/{id}/schedules", new { time_zone = "Europe/Berlin", latitude = 52.5, longitude = 13.4, items = new[] { Morning, evening } });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var command = await queued.FirstAsync(c => c.DeviceId == id && c.Command == "SCHEDULES");
        JsonElement.Parse(command.Payload).GetProperty("args").GetRawText().ShouldBe(
            """{"version":1,"tz":"CET-1CEST,M3.5.0,M10.5.0/3","lat":52.5,"lon":13.4,"items":[{"id":2,"on":true,"days":65,"at":"07:30","command":"relay","args":{"pin":25,"state":"on"}},{"id":1,"on":false,"days":16,"at":"sunset-10","command":"relay","args":{"pin":26,"state":"off"}}]}""");

        var before = await GetAsync(id);
        (before.GetProperty("version").GetInt64(), before.GetProperty("in_sync").GetBoolean(), before.GetProperty("time_zone").GetString()).ShouldBe((1, false, "Europe/Berlin"));
        before.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("id").GetInt32(), i.GetProperty("at").GetString())).ShouldBe([(2, "07:30"), (1, "sunset-10")]);
        await registry.ReportAsync(id, r => r with { CommandId = command.CommandId, SchedulesVersion = 1 });
        await Eventually.BecomesTrueAsync(async () => (await GetAsync(id)).GetProperty("in_sync").GetBoolean(), "they are in sync");
    }

    [Fact]
    public async Task Device_that_comes_with_older_schedules_is_told_again()
    {
        var id = await registry.AddControllerAsync();
        using var put = await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/schedules", new { time_zone = "Asia/Kolkata", items = new[] { Morning } });
        await registry.AnswerAsync(id, (await registry.CommandsAsync(id))[0].CommandId, "command_rejected", "malformed");
        await registry.CommandsBecomeAsync(id, c => c[0].Status == "failed", "the refusal is noted");
        (await GetAsync(id)).GetProperty("failure").GetString().ShouldBe("malformed");
        await registry.ReportAsync(id, r => r with { Firmware = "1.0.0", SchedulesVersion = 0 });
        var commands = await registry.CommandsBecomeAsync(id, c => c.Count == 2, "they are told again");
        (commands[1].Command, commands[1].Reason).ShouldBe(("SCHEDULES", "out_of_date"));
    }

    [Theory]
    [InlineData("""{"time_zone":"Asia/Atlantis","items":[]}""", "time_zone")]
    [InlineData("""{"time_zone":"Asia/Kolkata","latitude":91,"longitude":0,"items":[]}""", "latitude")]
    [InlineData("""{"time_zone":"Asia/Kolkata","latitude":10,"items":[]}""", "longitude")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["mon"],"at":"sunrise","command":"identify"}]}""", "latitude")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":[],"at":"07:30","command":"identify"}]}""", "items[0].days")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["mon","mon"],"at":"07:30","command":"identify"}]}""", "items[0].days")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["monday"],"at":"07:30","command":"identify"}]}""", "items[0].days")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["mon"],"at":"24:00","command":"identify"}]}""", "items[0].at")]
    [InlineData("""{"time_zone":"Asia/Kolkata","latitude":1,"longitude":1,"items":[{"enabled":true,"days":["mon"],"at":"sunset+181","command":"identify"}]}""", "items[0].at")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["mon"],"at":"07:30","command":"fly"}]}""", "items[0].command")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["mon"],"at":"07:30","command":"relay","args":{"pin":13,"state":"on"}}]}""", "items[0].args.pin")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"enabled":true,"days":["mon"],"at":"07:30","command":"relay"}]}""", "items[0].args.pin,items[0].args.state")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"id":0,"enabled":true,"days":["mon"],"at":"07:30","command":"identify"}]}""", "items[0].id")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[{"id":1,"enabled":true,"days":["mon"],"at":"07:30","command":"identify"},{"id":1,"enabled":true,"days":["mon"],"at":"07:30","command":"identify"}]}""", "items")]
    public void Schedules_that_no_device_could_keep_are_refused_by_name(string json, string fields) =>
        string.Join(',', Read(json).Errors.Select(e => e.Field)).ShouldBe(fields);

    [Theory]
    [InlineData("{}", "time_zone,items")]
    [InlineData("""{"time_zone":"Asia/Kolkata","items":[null]}""", "items[0].days,items[0].at,items[0].command")]
    public async Task Schedules_with_something_missing_are_refused(string body, string fields)
    {
        var id = await registry.AddControllerAsync(online: false);
        using var answer = await registry.Owner.PutAsync($"/api/devices/{id}/schedules", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        string.Join(',', (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name)).ShouldBe(fields);
    }

    [Theory]
    [InlineData("00:00")]
    [InlineData("23:59")]
    [InlineData("sunrise")]
    [InlineData("sunset-180")]
    [InlineData("sunrise+0")]
    public void Times_are_of_the_clock_or_of_the_sun(string at) =>
        Read($$"""{"time_zone":"Asia/Kolkata","latitude":18.5,"longitude":73.8,"items":[{"enabled":true,"days":["mon"],"at":"{{at}}","command":"identify"}]}""").Errors.ShouldBeEmpty();

    [Fact]
    public void At_most_sixteen_are_kept()
    {
        var item = """{"enabled":true,"days":["mon"],"at":"07:30","command":"identify"}""";
        Read($$"""{"time_zone":"Asia/Kolkata","items":[{{string.Join(',', Enumerable.Repeat(item, 16))}}]}""").Errors.ShouldBeEmpty();
        Read($$"""{"time_zone":"Asia/Kolkata","items":[{{string.Join(',', Enumerable.Repeat(item, 17))}}]}""").Errors.Select(e => e.Field).ShouldBe(["items"]);
    }

    [Fact]
    public async Task Sixteen_of_the_longest_are_read_in_one_piece()
    {
        var id = await registry.AddControllerAsync();
        var item = new { enabled = false, days = new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }, at = "sunrise+120", command = "relay", args = new { pin = 25, state = "toggle" } };
        using var answer = await registry.Owner.PutAsJsonAsync(
            $"/api/devices/{id}/schedules", new { time_zone = "Europe/Berlin", latitude = 52.123456789, longitude = 13.123456789, items = Enumerable.Repeat(item, 16) });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var payload = await registry.ScalarAsync<string>("select payload from commands join devices using (device_number) where device_id = @id", new { id });
        System.Text.Encoding.UTF8.GetByteCount(payload).ShouldBeLessThanOrEqualTo(2048);
    }

    private static DeviceRegistry.Configuration.Wish Read(string json)
    {
        var set = JsonSerializer.Deserialize<ScheduleSet>(json, Json.Options)!;
        return ScheduleRules.Read(Relay, set, new PosixTimeZones().Find(set.TimeZone));
    }

    private Task<JsonElement> GetAsync(string id) => registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/schedules");
}
