using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Devices;

public sealed class DevicePageTests(RegistryFixture registry)
{
    [Fact]
    public async Task Page_of_a_device_says_all_that_is_known()
    {
        var id = await registry.RegisterDeviceAsync(pitNumber: 2);
        var now = registry.Time.GetUtcNow();
        await registry.Bus.PublishAsync(new DeviceStatusReported(id, "online", null, null, "1.2.0", 7, now, UptimeSeconds: 90));
        await registry.SwitchOffAsync(id, version: 2);
        var device = await Eventually.BecomesAsync(() => PageAsync(id), d => d.GetProperty("firmware").GetString() == "1.2.0", "the birth message is noted");

        (device.GetProperty("topic").GetString(), device.GetProperty("command_topic").GetString())
            .ShouldBe(("workshop/workshop_001/pit/pit2/sensors", $"workshop/workshop_001/device/{id}/command"));
        (device.GetProperty("pit_name").GetString(), device.GetProperty("pit_number").GetInt32(), device.GetProperty("serial_number").GetString()).ShouldBe(("Pit 2", 2, id));
        (device.GetProperty("license_status").GetString(), device.GetProperty("license_reason").GetString()).ShouldBe(("suspended", "payment_overdue"));
        (device.GetProperty("boot").GetInt64(), device.GetProperty("status").GetString(), device.GetProperty("reported_status").GetString()).ShouldBe((7, "online", "online"));
        device.GetProperty("started_at").GetDateTimeOffset().ShouldBe(now.AddSeconds(-90), TimeSpan.FromMilliseconds(1));
        device.GetProperty("pending_commands").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Document_says_that_topics_are_always_there_and_a_pit_is_not()
    {
        using var document = JsonDocument.Parse(await registry.CreateClient().GetStringAsync("/openapi/v1.json"));
        var device = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("DeviceDetails");
        device.GetProperty("required").EnumerateArray().Select(n => n.GetString()).ShouldBeSubsetOf(device.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        device.GetProperty("required").EnumerateArray().Select(n => n.GetString()).ShouldContain("topic");
        device.GetProperty("properties").GetProperty("topic").GetProperty("type").ValueKind.ShouldBe(JsonValueKind.String);
        device.GetProperty("properties").GetProperty("pit_name").GetProperty("type").EnumerateArray().Select(t => t.GetString()).ShouldContain("null");
    }

    [Fact]
    public async Task Commands_have_their_state_times_and_reason()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        var command = (await registry.CommandsAsync(id))[0].CommandId;
        await registry.Bus.PublishAsync(new CommandSent(command, id, registry.Time.GetUtcNow()));
        await registry.AnswerAsync(id, command, "disabled");
        var shown = await Eventually.BecomesAsync(
            async () => (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/commands")).GetProperty("items")[0],
            c => c.GetProperty("status").GetString() == "succeeded" && c.GetProperty("sent_at").ValueKind == JsonValueKind.String, "the command succeeded");
        foreach (var time in new[] { "queued_at", "sent_at", "acknowledged_at", "finished_at", "expires_at" }) shown.GetProperty(time).GetDateTimeOffset().Year.ShouldBeGreaterThan(2000, time);
        (shown.GetProperty("command").GetString(), shown.GetProperty("reason").GetString()).ShouldBe(("DISABLE", "payment_overdue"));
    }

    [Theory]
    [InlineData("pit_number")]
    [InlineData("pit_id")]
    public async Task Device_that_moves_gets_the_topic_of_its_new_pit_and_it_is_told(string by)
    {
        var told = await registry.Bus.ListenAsync<DeviceChanged>();
        var id = await registry.RegisterDeviceAsync(pitNumber: 1);
        var pits = await registry.PitsAsync();
        var body = new Dictionary<string, int> { [by] = by == "pit_id" ? pits[2] : 2 };
        using var answer = await registry.Owner.PatchAsJsonAsync($"/api/devices/{id}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var device = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (device.GetProperty("pit_id").GetInt32(), device.GetProperty("topic").GetString()).ShouldBe((pits[2], "workshop/workshop_001/pit/pit2/sensors"));

        var changed = await told.FirstAsync(e => e.Device.DeviceId == id);
        (changed.Change, changed.Device.PitId, changed.Device.PitCode, changed.Device.Version).ShouldBe(("assigned", pits[2], "pit2", 2));
        using var again = await registry.Owner.PatchAsJsonAsync($"/api/devices/{id}", body);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await registry.ScalarAsync<long>("select version from devices where device_id = @id", new { id })).ShouldBe(2, "it is there already");
        (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/pits/{pits[2]}")).GetProperty("device_id").GetString().ShouldBe(id, "the last one that was mounted");
    }

    [Fact]
    public async Task Device_moves_within_its_workshop_only()
    {
        var id = await registry.RegisterDeviceAsync();
        var foreign = await registry.ScalarAsync<int>("select pit_id from pits where tenant_id = @OtherWorkshop limit 1", new { RegistryFixture.OtherWorkshop });
        foreach (var client in new[] { registry.Owner, registry.Admin }) (await MoveAsync(client, new { pit_id = foreign })).ShouldBe(HttpStatusCode.NotFound);
        (await MoveAsync(registry.OtherOwner, new { pit_id = foreign })).ShouldBe(HttpStatusCode.NotFound);
        (await MoveAsync(registry.Owner, new { pit_number = 9998 })).ShouldBe(HttpStatusCode.NotFound);
        (await MoveAsync(registry.Owner, new { })).ShouldBe(HttpStatusCode.BadRequest);
        (await MoveAsync(registry.Owner, new { pit_id = foreign, pit_number = 1 })).ShouldBe(HttpStatusCode.BadRequest);

        async Task<HttpStatusCode> MoveAsync(HttpClient client, object body)
        {
            using var answer = await client.PatchAsJsonAsync($"/api/devices/{id}", body);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Device_of_the_ledger_does_not_move()
    {
        var serial = registry.NewDeviceId();
        using var registered = await registry.Admin.PostAsJsonAsync("/api/devices", new { serial_number = serial, device_type = "relay_controller" });
        using var answer = await registry.Admin.PatchAsJsonAsync($"/api/devices/{serial}", new { pit_number = 1 });
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private async Task<JsonElement> PageAsync(string id) => await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}");
}
