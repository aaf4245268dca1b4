using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Telemetry;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class RefusalTests(TelemetryFixture fixture)
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    public static TheoryData<string, string, string, bool> Refused() => new()
    {
        { "bad_json", "bad_json", "", false },
        { "nan", "bad_json", "", false },
        { "too_large", "payload_too_large", "", false },
        { "no_humidity", "missing_field", "humidity", true },
        { "no_device", "missing_field", "device_id", false },
        { "hot", "implausible_value", "temperature", true },
        { "no_key", "unknown_license", "", true },
        { "wrong_key", "unknown_license", "", true },
        { "foreign_key", "wrong_device", "", true },
        { "unknown_device", "unknown_license", "", false },
        { "foreign_topic", "wrong_topic", "", true },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refused_message_is_counted_with_its_reason(string cause, string reason, string detail, bool namesDevice)
    {
        var device = await fixture.AddDeviceAsync();
        var other = await fixture.AddDeviceAsync();
        var topic = cause == "foreign_topic" ? other.Topic : device.Topic;

        for (var n = 0; n < 3; n++) await fixture.PublishAsync(topic, Payload(cause, device, other));

        var row = await FindAsync(fixture.Owner(), topic, count: 3);
        row.GetProperty("reason").GetString().ShouldBe(reason);
        row.GetProperty("detail").GetString().ShouldBe(detail);
        row.GetProperty("tenant_id").GetInt32().ShouldBe(1);
        var sample = row.GetProperty("sample").GetString()!;
        sample.ShouldNotContain("LIC-");
        if (namesDevice) row.GetProperty("device_id").GetString().ShouldBe(device.Id);
        (await fixture.CountRowsAsync(device)).ShouldBe(0);
    }

    [Fact]
    public async Task Unknown_topic_is_set_aside_without_naming_the_device_before_it()
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync(device, device.Reading(Now));
        await fixture.PublishAsync("workshop/ws_1/pit/päd/sensors", device.Reading(Now));

        using var admin = fixture.ClientOf(Roles.Admin);
        var row = await FindAsync(admin, "workshop/ws_1/pit/päd/sensors", count: 1);
        row.GetProperty("reason").GetString().ShouldBe("unknown_topic");
        row.GetProperty("device_id").GetString().ShouldBe("");
    }

    [Fact]
    public async Task Owner_sees_only_what_came_on_the_tenants_own_topics()
    {
        var (own, foreign) = (await fixture.AddDeviceAsync(1), await fixture.AddDeviceAsync(2));
        await fixture.PublishAsync(own, "x");
        await fixture.PublishAsync(foreign, "x");
        await FindAsync(fixture.ClientOf(Roles.Admin), own.Topic, 1);
        await FindAsync(fixture.ClientOf(Roles.Admin), foreign.Topic, 1);

        using var owner = fixture.Owner(2);
        var page = await owner.GetFromJsonAsync<JsonElement>("/api/telemetry/rejected?limit=200");

        page.GetProperty("items").EnumerateArray().ShouldAllBe(r => r.GetProperty("tenant_id").GetInt32() == 2);
        page.GetProperty("items").EnumerateArray().ShouldContain(r => r.GetProperty("topic").GetString() == Key(foreign.Topic));
    }

    [Fact]
    public async Task Rejected_messages_are_paged_and_filtered()
    {
        var device = await fixture.AddDeviceAsync(2);
        await fixture.PublishAsync(device, device.Reading(Now, temperature: 900));
        await fixture.PublishAsync(device, device.Reading(Now, humidity: 900));
        await fixture.PublishAsync(device, device.Reading(Now, licenseKey: "LIC-0"));
        using var owner = fixture.Owner(2);
        var path = $"/api/telemetry/rejected?device_id={device.Id}";
        await Eventually.BecomesAsync(() => owner.GetFromJsonAsync<JsonElement>(path), p => p.GetProperty("items").GetArrayLength() == 2, "both reasons are listed");

        var first = await owner.GetFromJsonAsync<JsonElement>($"{path}&limit=1");
        var second = await owner.GetFromJsonAsync<JsonElement>($"{path}&limit=1&cursor={first.GetProperty("next_cursor").GetString()}");
        second.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        second.GetProperty("items")[0].GetProperty("id").GetInt64().ShouldBeLessThan(first.GetProperty("items")[0].GetProperty("id").GetInt64());
        var implausible = await owner.GetFromJsonAsync<JsonElement>($"{path}&reason=implausible_value");
        implausible.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("count").GetInt32().ShouldBe(2);

        using var answer = await owner.GetAsync("/api/telemetry/rejected?cursor=x");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Made_up_ids_do_not_fill_the_table()
    {
        var device = await fixture.AddDeviceAsync();
        var prefix = $"fake{device.Facts.DeviceNumber}";

        // However slowly they come, they share few batches: until all are at the broker none can be written down.
        await using var connection = await fixture.Database.OpenConnectionAsync();
        await using var held = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("lock table rejected_messages in exclusive mode");
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => fixture.PublishAsync(device, device.Reading(Now).Replace(device.Id, $"{prefix}-{n}", StringComparison.Ordinal))));
        await held.CommitAsync();

        await Eventually.BecomesTrueAsync(async () => await fixture.ScalarAsync<long>(
            "select coalesce(sum(count), 0) from rejected_messages where reason = 'wrong_device' and (topic = @Topic or topic = '')", new { Topic = Key(device.Topic) }) >= 1000, "all are counted");
        (await fixture.ScalarAsync<long>("select count(*) from rejected_messages where device_id like @Prefix", new { Prefix = $"{prefix}%" })).ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Somebody_else_who_gives_a_devices_id_does_not_make_it_present()
    {
        var (victim, thief) = (await fixture.AddDeviceAsync(), await fixture.AddDeviceAsync());
        var heard = await fixture.Bus.ListenAsync<DevicesSeen>();

        await fixture.PublishAsync(thief.Topic, victim.Reading(Now));
        await fixture.PublishAsync(thief.Topic, thief.Reading(Now));

        await heard.FirstAsync(s => s.Devices.Any(d => d.DeviceId == thief.Id));
        heard.All.SelectMany(s => s.Devices).ShouldNotContain(d => d.DeviceId == victim.Id);
    }

    [Fact]
    public async Task Device_without_a_tenant_is_refused()
    {
        var device = fixture.NewDevice();
        await fixture.Bus.PublishAsync(new DeviceRegistered(device.Facts with { TenantId = null, TenantCode = null, PitId = null, PitCode = null }, Now));
        await Eventually.BecomesTrueAsync(() => fixture.Directory.Find(device.Id) is not null, "the device is known");

        await fixture.PublishAsync(device, device.Reading(Now));

        (await FindAsync(fixture.Owner(), device.Topic, 1)).GetProperty("reason").GetString().ShouldBe("wrong_topic");
    }

    private static string Key(string topic) => topic.Replace('/', '.');

    private string Payload(string cause, TestDevice device, TestDevice other) => cause switch
    {
        "bad_json" => "{'license_key':'LIC-AAAA-BBBB-CCCC'",
        "nan" => device.Reading(Now).Replace("24.5", "NaN", StringComparison.Ordinal),
        "too_large" => device.Reading(Now) + new string(' ', 300_000),
        "no_humidity" => device.Reading(Now).Replace("humidity", "moisture", StringComparison.Ordinal),
        "no_device" => device.Reading(Now).Replace("device_id", "id", StringComparison.Ordinal),
        "hot" => device.Reading(Now, temperature: 900),
        "no_key" => device.Reading(Now).Replace("license_key", "key", StringComparison.Ordinal),
        "wrong_key" => device.Reading(Now, licenseKey: "LIC-ZZZZ-ZZZZ-ZZZZ"),
        "foreign_key" => device.Reading(Now, licenseKey: other.Facts.LicenseKey),
        "unknown_device" => device.Reading(Now, licenseKey: "LIC-ZZZZ-ZZZZ-ZZZZ").Replace(device.Id, "ESP32-NOBODY", StringComparison.Ordinal),
        _ => device.Reading(Now),
    };

    private static async Task<JsonElement> FindAsync(HttpClient client, string topic, int count)
    {
        var shown = Key(topic);
        var found = await Eventually.BecomesAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>("/api/telemetry/rejected?limit=200")).GetProperty("items").EnumerateArray().Where(r => r.GetProperty("topic").GetString() == shown).ToArray(),
            rows => rows.Sum(r => r.GetProperty("count").GetInt32()) == count, $"{count} messages on {topic} are set aside");
        return found[0];
    }
}
