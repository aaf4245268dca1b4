using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Configuration;
using Platform.DeviceRegistry.Devices;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Configuration;

public sealed class ConfigTests(RegistryFixture registry)
{
    [Fact]
    public async Task Configuration_is_in_sync_when_the_device_says_so()
    {
        var id = await registry.AddControllerAsync();
        await using var live = await LiveEvents.ListenAsync(registry);
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var wished = await PutAsync(id, new { config = new { update_interval_s = 30, custom = new { lamp = "hall" } } });
        (wished.GetProperty("desired_version").GetInt64(), wished.GetProperty("in_sync").GetBoolean(), wished.GetProperty("desired_by").GetString()).ShouldBe((1, false, "user:1"));
        wished.GetProperty("differs_since").ValueKind.ShouldBe(JsonValueKind.String);
        var command = await queued.FirstAsync(c => c.DeviceId == id && c.Command == "CONFIG");
        JsonElement.Parse(command.Payload).GetProperty("args").GetRawText().ShouldBe("""{"version":1,"config":{"update_interval_s":30,"custom":{"lamp":"hall"}}}""");

        await registry.ReportAsync(id, r => r with { CommandId = command.CommandId, ConfigVersion = 1, Config = """{"update_interval_s":30,"wifi_ssid":"home","custom":{"lamp":"hall"}}""" });
        var config = await Eventually.BecomesAsync(() => GetAsync(id), c => c.GetProperty("in_sync").GetBoolean(), "it is in sync");
        config.GetProperty("reported").GetProperty("wifi_ssid").GetString().ShouldBe("home");
        (config.GetProperty("reported_version").GetInt64(), config.GetProperty("differs_since").ValueKind).ShouldBe((1, JsonValueKind.Null));
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("succeeded");
        var shown = await live.FirstAsync("device_config", id, e => e.GetProperty("reported_version").ValueKind == JsonValueKind.Number && e.GetProperty("reported_version").GetInt64() == 1);
        shown.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "tenant_id", "pit_id", "device_id", "desired_version", "reported_version"]);
    }

    [Fact]
    public async Task Device_that_comes_with_an_older_version_is_told_again_once()
    {
        var id = await registry.AddControllerAsync();
        await PutAsync(id, new { config = new { update_interval_s = 30 } });
        var first = (await registry.CommandsAsync(id))[0].CommandId;
        await registry.ReportAsync(id, r => r with { Firmware = "1.0.0", ConfigVersion = 0 });
        await registry.CommandsBecomeAsync(id, c => c.Count == 1 && c[0].TimesQueued == 2, "the waiting command goes out again, and no second one beside it");
        await registry.AnswerAsync(id, first, "command_rejected", "bad_args");
        await registry.CommandBecomesAsync(id, first, "failed");
        (await GetAsync(id)).GetProperty("failure").GetString().ShouldBe("bad_args");

        await registry.ReportAsync(id, r => r with { Firmware = "1.0.1", ConfigVersion = 0 });
        var commands = await registry.CommandsBecomeAsync(id, c => c.Count == 2, "it is told anew");
        (await GetAsync(id)).GetProperty("failure").ValueKind.ShouldBe(JsonValueKind.Null);
        await registry.ReportAsync(id, r => r with { CommandId = commands[1].CommandId, ConfigVersion = 1 });
        await registry.CommandBecomesAsync(id, commands[1].CommandId, "succeeded");
        await registry.ReportAsync(id, r => r with { Firmware = "1.0.2", ConfigVersion = 1 });
        await Eventually.BecomesTrueAsync(async () => (await registry.StatusAsync(id)).GetProperty("firmware").GetString() == "1.0.2", "the birth is handled");
        (await registry.CommandsAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Device_that_was_reset_differs_and_is_told_again()
    {
        var id = await registry.AddControllerAsync();
        await PutAsync(id, new { config = new { update_interval_s = 30 } });
        var command = (await registry.CommandsAsync(id))[0].CommandId;
        await registry.ReportAsync(id, r => r with { CommandId = command, ConfigVersion = 1, Config = "{}" });
        await Eventually.BecomesTrueAsync(async () => (await GetAsync(id)).GetProperty("in_sync").GetBoolean(), "it is in sync");
        await registry.ReportAsync(id, r => r with { Firmware = "1.0.0", ConfigVersion = 0 });
        await registry.CommandsBecomeAsync(id, c => c.Count == 2 && c[1].Command == "CONFIG", "it is told again");
        var config = await GetAsync(id);
        (config.GetProperty("in_sync").GetBoolean(), config.GetProperty("reported").ValueKind).ShouldBe((false, JsonValueKind.Null));
    }

    [Fact]
    public async Task Change_that_is_based_on_an_older_version_is_refused()
    {
        var id = await registry.AddControllerAsync();
        await PutAsync(id, new { config = new { update_interval_s = 30 }, version = 0 });
        using var stale = await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/config", new { config = new { update_interval_s = 60 }, version = 0 });
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await stale.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("type").GetString(), problem.GetProperty("version").GetInt64()).ShouldBe(("config_changed", 1));
        (await PutAsync(id, new { config = new { } })).GetProperty("desired_version").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"config":{"update_interval_s":1}}""", "config.update_interval_s")]
    [InlineData("""{"config":{"wifi_ssid":""}}""", "config.wifi_ssid")]
    [InlineData("""{"config":{"broker_address":"a b"}}""", "config.broker_address")]
    [InlineData("""{"config":{"password":"x"}}""", "config.password")]
    [InlineData("""{"config":[]}""", "config")]
    [InlineData("""{}""", "config")]
    public async Task Configuration_that_the_type_does_not_allow_is_refused(string body, string field)
    {
        var id = await registry.AddControllerAsync();
        using var answer = await registry.Owner.PutAsync($"/api/devices/{id}/config", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        (await registry.CommandsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Configuration_that_the_device_could_not_read_is_refused()
    {
        var id = await registry.AddControllerAsync();
        using var answer = await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/config", new { config = new { custom = new { text = new string('ä', 1000) } } });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await registry.CommandsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Gateway_of_a_workshop_takes_none()
    {
        var id = await registry.RegisterDeviceAsync();
        foreach (var (path, body) in new (string, object)[] { ("config", new { config = new { } }), ("schedules", new { time_zone = "Asia/Kolkata", items = Array.Empty<object>() }) })
        {
            using var answer = await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/{path}", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("not_configurable");
        }
    }

    [Fact]
    public async Task Only_who_may_write_configures_and_not_while_the_license_is_off()
    {
        var id = await registry.AddControllerAsync();
        await registry.ShareAsync(id, 721, "viewer");
        foreach (var (path, body) in new (string, object)[] { ("config", new { config = new { } }), ("schedules", new { time_zone = "Asia/Kolkata", items = Array.Empty<object>() }) })
        {
            (await registry.ClientOf(Roles.Owner, RegistryFixture.OtherWorkshop, 721).PutAsJsonAsync($"/api/devices/{id}/{path}", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await registry.OtherOwner.PutAsJsonAsync($"/api/devices/{id}/{path}", body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        await registry.SwitchOffAsync(id, version: 2);
        (await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/config", new { config = new { } })).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await registry.CommandsAsync(id)).Select(c => c.Command).ShouldBe(["DISABLE"]);
    }

    [Fact]
    public async Task Device_that_changes_hands_forgets_what_its_owner_wished()
    {
        var id = await registry.AddControllerAsync();
        await PutAsync(id, new { config = new { update_interval_s = 30 } });
        using var scheduled = await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/schedules", new { time_zone = "Asia/Kolkata", items = Array.Empty<object>() });
        await registry.ReportAsync(id, r => r with { ConfigVersion = 7 });
        await Eventually.BecomesTrueAsync(async () => (await GetAsync(id)).GetProperty("reported_version").GetRawText() == "7", "the report is noted");
        await registry.InTransactionAsync(async t => await registry.Services.GetRequiredService<DeviceSettings>().ForgetAsync(t, (await DeviceStore.LockAsync(t, id))!, registry.Time.GetUtcNow()));

        var config = await GetAsync(id);
        (config.GetProperty("desired").GetRawText(), config.GetProperty("desired_version").GetInt64(), config.GetProperty("desired_by").ValueKind).ShouldBe(("{}", 8, JsonValueKind.Null));
        (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/schedules")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await using var connection = await registry.Database.OpenConnectionAsync();
        (await connection.QueryAsync<string>("select payload::jsonb -> 'args' ->> 'version' from commands join devices using (device_number) where device_id = @id and status = 'queued' order by position", new { id }))
            .ShouldBe(["8", "2"]);
    }

    private Task<JsonElement> GetAsync(string id) => registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/config");

    private async Task<JsonElement> PutAsync(string id, object body)
    {
        using var answer = await registry.Owner.PutAsJsonAsync($"/api/devices/{id}/config", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
