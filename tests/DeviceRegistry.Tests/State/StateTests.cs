using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.State;

public sealed class StateTests(RegistryFixture registry)
{
    [Fact]
    public async Task Change_of_state_is_kept_told_and_shown_with_its_cause()
    {
        var id = await registry.AddControllerAsync();
        await using var live = await LiveEvents.ListenAsync(registry);
        var told = await registry.Bus.ListenAsync<DeviceStateChanged>();
        await ChangeAsync(id, seq: 1, "26", "on", "button");
        await registry.ReportAsync(id, r => r with { State = """{"25":"off","26":"on"}""" });
        var message = await told.FirstAsync(m => m.DeviceId == id && m.State.Contains("\"26\": \"on\"", StringComparison.Ordinal));
        (message.TenantId, message.Status, message.Cause).ShouldBe((RegistryFixture.Workshop, "online", "button"));
        var shown = await live.FirstAsync("device_state", id, e => e.GetProperty("state").GetProperty("26").GetString() == "on");
        shown.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "tenant_id", "pit_id", "device_id", "state", "cause", "at"]);
        shown.GetProperty("cause").GetString().ShouldBe("button");

        var state = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/state");
        state.GetProperty("state").GetProperty("26").GetString().ShouldBe("on");
        state.GetProperty("changed_at").GetDateTimeOffset().ShouldBe(message.OccurredAt, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Same_state_again_is_no_change()
    {
        var id = await registry.AddControllerAsync();
        var before = await StateAsync(id);
        var told = await registry.Bus.ListenAsync<DeviceStateChanged>();
        await registry.ReportAsync(id, r => r with { State = """{ "26": "off", "25": "off" }""" });
        var after = await Eventually.BecomesAsync(() => StateAsync(id), s => s.GetProperty("reported_at").GetDateTimeOffset() > before.GetProperty("reported_at").GetDateTimeOffset(), "the report is noted");
        after.GetProperty("changed_at").GetDateTimeOffset().ShouldBe(before.GetProperty("changed_at").GetDateTimeOffset());
        told.All.ShouldNotContain(m => m.DeviceId == id);
    }

    [Fact]
    public async Task Newest_state_wins_in_whatever_order_they_come()
    {
        var id = await registry.AddControllerAsync();
        var now = registry.Time.GetUtcNow();
        await registry.ReportAsync(id, r => r with { State = """{"25":"on"}""", ReceivedAt = now.AddSeconds(2) });
        await Eventually.BecomesTrueAsync(async () => (await StateAsync(id)).GetProperty("state").GetProperty("25").GetString() == "on", "the newer state is noted");
        await registry.ReportAsync(id, r => r with { State = """{"25":"off"}""", ReceivedAt = now.AddSeconds(1) });
        await ChangeAsync(id, seq: 1, "25", "on", "button");
        await Eventually.BecomesTrueAsync(async () => (await ChangesAsync(id)).Count == 1, "what came after the older state is noted");
        (await StateAsync(id)).GetProperty("state").GetProperty("25").GetString().ShouldBe("on");
    }

    [Fact]
    public async Task History_says_who_switched_what_also_what_happened_offline_and_repeats_do_no_harm()
    {
        var id = await registry.AddControllerAsync();
        await registry.InTransactionAsync(t => t.Connection!.ExecuteAsync("update devices set owned_since = owned_since - interval '1 day' where device_id = @id", new { id }, t));
        using var given = await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/control", new { command = "relay", pin = 25, state = "on" });
        var command = (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("command_id").GetGuid();
        var now = registry.Time.GetUtcNow();
        await registry.ReportAsync(id, r => r with { Status = "changed", CommandId = command, Change = new ReportedChange("25", "\"on\"", "command", 1, now) });
        await ChangeAsync(id, seq: 2, "25", "off", "schedule", now.AddHours(-5));
        await ChangeAsync(id, seq: 2, "25", "off", "schedule", now.AddHours(-5));
        await ChangeAsync(id, seq: 3, "26", "on", "button");
        await ChangeAsync(id, seq: 4, "26", "off", "button", now.AddHours(2));
        await Eventually.BecomesTrueAsync(async () => (await ChangesAsync(id)).Count == 4, "all changes are there");

        var changes = await ChangesAsync(id);
        changes.Select(c => c.GetProperty("seq").GetInt64()).ShouldBe([4, 3, 1, 2]);
        var byCommand = changes[2];
        (byCommand.GetProperty("actor").GetString(), byCommand.GetProperty("cause").GetString(), byCommand.GetProperty("command_id").GetGuid(), byCommand.GetProperty("value").GetString())
            .ShouldBe(("user:1", "command", command, "on"));
        changes[0].GetProperty("at").GetDateTimeOffset().ShouldBe(changes[0].GetProperty("received_at").GetDateTimeOffset(), "nothing happens after it was heard of");
        (changes[3].GetProperty("cause").GetString(), changes[3].GetProperty("actor").ValueKind).ShouldBe(("schedule", JsonValueKind.Null));

        var page = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/changes?limit=3");
        var next = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/changes?limit=3&cursor={page.GetProperty("next_cursor").GetString()}");
        next.GetProperty("items")[0].GetProperty("seq").GetInt64().ShouldBe(2);
        next.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        var from = Uri.EscapeDataString(now.AddHours(-1).ToString("O"));
        (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/changes?from={from}")).GetProperty("items").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task History_of_a_former_owner_is_not_shown()
    {
        var id = await registry.AddControllerAsync();
        await ChangeAsync(id, seq: 1, "25", "on", "button", registry.Time.GetUtcNow().AddHours(-1));
        await ChangeAsync(id, seq: 2, "25", "off", "button");
        await Eventually.BecomesTrueAsync(async () => (await ChangesAsync(id, registry.Admin)).Count == 2, "both are there");
        (await ChangesAsync(id)).Select(c => c.GetProperty("seq").GetInt64()).ShouldBe([2]);
    }

    [Fact]
    public async Task Those_with_whom_it_is_shared_see_state_and_history_and_others_do_not()
    {
        var id = await registry.AddControllerAsync();
        await registry.ShareAsync(id, 711, "viewer");
        var viewer = registry.ClientOf(Roles.Owner, RegistryFixture.OtherWorkshop, 711);
        foreach (var rest in new[] { "", "/status", "/state", "/changes", "/commands", "/presence", "/connection", "/config", "/schedules" })
        {
            (await viewer.GetAsync($"/api/devices/{id}{rest}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, rest);
            (await registry.OtherOwner.GetAsync($"/api/devices/{id}{rest}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, rest);
        }
    }

    [Fact]
    public async Task Pressed_button_is_noted_with_its_newest_time()
    {
        var id = await registry.AddControllerAsync(tenantId: null, online: false);
        var now = registry.Time.GetUtcNow();
        await registry.ReportAsync(id, r => r with { Status = "button_pressed", ReceivedAt = now });
        await registry.ReportAsync(id, r => r with { Status = "button_pressed", ReceivedAt = now.AddMinutes(-5) });
        await registry.ReportAsync(id, r => r with { Status = "online", Firmware = "9.9.9", ReceivedAt = now.AddSeconds(1) });
        await Eventually.BecomesTrueAsync(async () => await registry.ScalarAsync<string>("select firmware from devices where device_id = @id", new { id }) == "9.9.9", "all is handled");
        (await registry.ScalarAsync<DateTime?>("select button_pressed_at from devices where device_id = @id", new { id }))!.Value.ShouldBe(now.UtcDateTime, TimeSpan.FromMilliseconds(1));
        (await registry.ScalarAsync<string>("select reported_status from devices where device_id = @id", new { id })).ShouldBe("online");
    }

    [Fact]
    public async Task Heartbeat_keeps_a_controller_online_and_coming_and_going_is_told_with_its_state()
    {
        var id = await registry.AddControllerAsync();
        var told = await registry.Bus.ListenAsync<DeviceStateChanged>();
        await registry.ReportAsync(id, r => r with { Status = "offline", Reason = "connection_lost" });
        var gone = await told.FirstAsync(m => m.DeviceId == id);
        (gone.Status, gone.Cause, JsonElement.Parse(gone.State).GetProperty("25").GetString()).ShouldBe(("offline", "presence", "off"));

        var at = registry.Time.GetUtcNow();
        await registry.Bus.PublishAsync(new DevicesHeartbeat([new DeviceHeartbeat(id, at.AddSeconds(-1)), new DeviceHeartbeat(id, at)]));
        (await told.FirstAsync(m => m.DeviceId == id && m.Status == "online")).Cause.ShouldBe("presence");
        var status = await registry.StatusAsync(id);
        status.GetProperty("presence").GetProperty("last_seen_at").GetDateTimeOffset().ShouldBe(at, TimeSpan.FromMilliseconds(1));
        status.GetProperty("last_reading_at").ValueKind.ShouldBe(JsonValueKind.Null, "a heartbeat is no reading");
    }

    [Fact]
    public async Task Switched_off_device_is_told_as_disabled()
    {
        var id = await registry.AddControllerAsync();
        var told = await registry.Bus.ListenAsync<DeviceStateChanged>();
        await registry.ReportAsync(id, r => r with { Status = "disabled" });
        var message = await told.FirstAsync(m => m.DeviceId == id);
        (message.Status, message.Cause).ShouldBe(("disabled", "presence"));
    }

    private Task ChangeAsync(string id, long seq, string key, string value, string cause, DateTimeOffset? at = null) =>
        registry.ReportAsync(id, r => r with { Status = "changed", Change = new ReportedChange(key, JsonSerializer.Serialize(value), cause, seq, at) });

    private Task<JsonElement> StateAsync(string id) => registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/state");

    private async Task<List<JsonElement>> ChangesAsync(string id, HttpClient? client = null) =>
        [.. (await (client ?? registry.Owner).GetFromJsonAsync<JsonElement>($"/api/devices/{id}/changes")).GetProperty("items").EnumerateArray()];
}
