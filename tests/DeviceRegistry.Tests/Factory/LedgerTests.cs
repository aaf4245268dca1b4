using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.MqttBridge;
using Platform.Contracts.Telemetry;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class LedgerTests(RegistryFixture registry)
{
    [Fact]
    public async Task Unit_goes_from_the_factory_to_use_and_back()
    {
        var id = await EnterAsync();
        await StateBecomesAsync(id, "available");
        await ClaimAsync(id);
        await StateBecomesAsync(id, "registered");

        await registry.BirthAsync(id);
        await StateBecomesAsync(id, "active");
        await registry.SwitchOffAsync(id, version: 2);
        await StateBecomesAsync(id, "suspended");
        await registry.SwitchOnAsync(id, version: 3);
        await StateBecomesAsync(id, "active");
        (await MoveAsync(id, "returned", "does not switch")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MoveAsync(id, "resold", "tested and cleaned")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var ledger = await LedgerAsync(id);
        Steps(ledger).ShouldBe([
            "→available entered user:1", "available→registered claimed user:7", "registered→active first_online platform", "active→suspended payment_overdue platform",
            "suspended→active license_active platform", "active→returned does not switch user:1", "returned→resold tested and cleaned user:1",
        ]);
        ledger.GetProperty("allowed").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_allowed_says_what_is()
    {
        var id = await EnterAsync();

        using var refused = await MoveAsync(id, "resold", "a mistake");

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("transition_not_allowed");
        problem.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()).ShouldBe(["returned", "decommissioned"]);
        Steps(await LedgerAsync(id)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("broken", "why", "to")]
    [InlineData("returned", "", "reason")]
    [InlineData("returned", null, "reason")]
    [InlineData(null, "why", "to")]
    public async Task Step_needs_a_state_and_a_reason(string? to, string? reason, string field)
    {
        var id = await EnterAsync();

        using var refused = await MoveAsync(id, to, reason);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Return_ends_the_owners_rights_and_every_share()
    {
        var id = await EnterAsync();
        await ClaimAsync(id);
        await ShareAsync(id, userId: 31);
        var (released, access, changed) = (await registry.Bus.ListenAsync<DeviceReleased>(), await registry.Bus.ListenAsync<DeviceAccessChanged>(), await registry.Bus.ListenAsync<DeviceChanged>());
        (await registry.Owner.GetAsync($"/api/devices/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await MoveAsync(id, "returned", "bought two")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await registry.Owner.GetAsync($"/api/devices/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await released.FirstAsync(r => r.DeviceId == id)).TenantId.ShouldBe(RegistryFixture.Workshop);
        var ended = (await access.FirstAsync(a => a.Access.DeviceId == id)).Access;
        (ended.UserId, ended.Level, ended.Version).ShouldBe((31, null, 2));
        var last = (await changed.FirstAsync(c => c.Device.DeviceId == id && c.Change == "lifecycle")).Device;
        (last.TenantId, last.Lifecycle).ShouldBe((null, "returned"));
        changed.All.Where(c => c.Device.DeviceId == id).Select(c => c.Change).ShouldBe(["released", "lifecycle"]);
    }

    [Fact]
    public async Task Unit_that_is_sold_again_has_another_secret_and_another_claim_code()
    {
        var batch = await registry.MakeAsync(1);
        var serial = (await registry.SerialsAsync(batch))[0];
        var before = await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serial}"));
        var hash = await ClaimHashAsync(serial);
        await registry.ClaimAsync(serial);
        (await MoveAsync(serial, "returned", "wrong colour")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await registry.Admin.GetAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serial}"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await MoveAsync(serial, "resold", "as good as new")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var after = await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serial}"));
        Line(after, "mqtt_pass").ShouldNotBe(Line(before, "mqtt_pass"));
        Line(after, "license").ShouldBe(Line(before, "license"));
        (await ClaimHashAsync(serial)).ShouldNotBe(hash);
        (await registry.ClaimAsync(serial)).ShouldBeTrue();

        static string Line(string nvs, string key) => nvs.Split('\n').Single(l => l.StartsWith($"{key},", StringComparison.Ordinal));
        Task<string> ClaimHashAsync(string id) =>
            registry.ScalarAsync<string>("select encode(claim_sha256, 'hex') from factory_units join devices using (device_number) where device_id = @id", new { id });
    }

    [Fact]
    public async Task Decommissioned_unit_is_told_and_stays_so()
    {
        var id = await EnterAsync();
        var changed = await registry.Bus.ListenAsync<DeviceChanged>();

        (await MoveAsync(id, "decommissioned", "fell from the bench")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await changed.FirstAsync(c => c.Device.DeviceId == id)).Device.Lifecycle.ShouldBe("decommissioned");
        foreach (var to in LedgerRules.States) (await MoveAsync(id, to, "again")).StatusCode.ShouldBe(HttpStatusCode.Conflict, to);
    }

    [Fact]
    public async Task Unit_that_is_online_when_it_is_claimed_is_active_at_once()
    {
        var id = await EnterAsync();
        await registry.BirthAsync(id);
        await Eventually.BecomesTrueAsync(() => registry.ScalarAsync<bool>("select online from devices join device_presence using (device_number) where device_id = @id", new { id }), "it is online");

        await ClaimAsync(id);

        await StateBecomesAsync(id, "active");
    }

    [Fact]
    public async Task First_reading_makes_a_claimed_unit_active_too()
    {
        var id = await EnterAsync();
        await ClaimAsync(id);

        await registry.Bus.PublishAsync(new DevicesSeen([new DeviceSeen(id, registry.Time.GetUtcNow())]));

        await StateBecomesAsync(id, "active");
    }

    [Fact]
    public async Task Of_two_claims_at_once_one_has_an_effect()
    {
        var id = await EnterAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => registry.ClaimAsync(id)));

        claims.Count(c => c).ShouldBe(1);
        Steps(await LedgerAsync(id)).Count(s => s.StartsWith("available→registered", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Workshops_device_is_in_no_ledger_and_does_not_follow_its_license()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);

        var ledger = await LedgerAsync(id);

        ledger.GetProperty("state").GetString().ShouldBe("active");
        (ledger.GetProperty("entries").GetArrayLength(), ledger.GetProperty("allowed").GetArrayLength()).ShouldBe((0, 0));
        (await MoveAsync(id, "returned", "broken")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Same_serial_twice_is_refused()
    {
        var id = await EnterAsync();

        using var again = await registry.Admin.PostAsJsonAsync("/api/devices", new { serial_number = id, device_type = "4Relay" });

        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("device_exists");
    }

    private async Task<string> EnterAsync()
    {
        var id = SerialNumber.Create("RY4");
        using var answer = await registry.Admin.PostAsJsonAsync("/api/devices", new { serial_number = id, device_type = "4Relay", firmware_version = "1.0.0" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return id;
    }

    private async Task ClaimAsync(string id) => (await registry.ClaimAsync(id)).ShouldBeTrue();

    private Task ShareAsync(string id, long userId) => registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
        insert into device_shares (device_number, user_id, level, granted_by, since) select device_number, @userId, 'viewer', 'user:7', now() from devices where device_id = @id
        """, new { id, userId }, transaction));

    private Task<HttpResponseMessage> MoveAsync(string id, string? to, string? reason) => registry.Admin.PostAsJsonAsync($"/api/devices/{id}/lifecycle", new { to, reason });

    private Task<JsonElement> LedgerAsync(string id) => registry.Admin.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/ledger");

    private Task<string?> StateBecomesAsync(string id, string state) => Eventually.BecomesAsync(
        async () => (await LedgerAsync(id)).GetProperty("state").GetString(), s => s == state, $"the unit is {state}");

    private static IReadOnlyList<string> Steps(JsonElement ledger) => [.. ledger.GetProperty("entries").EnumerateArray()
        .Select(e => $"{e.GetProperty("from").GetString()}→{e.GetProperty("to").GetString()} {e.GetProperty("reason").GetString()} {e.GetProperty("actor").GetString()}")];
}
