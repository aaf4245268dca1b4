using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.MqttBridge;
using Platform.Contracts.Notifications;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Claims;

public sealed class OwnerTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task Device_that_was_given_up_is_nobodys_and_can_be_claimed_with_its_label()
    {
        var (me, guest, next) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me, "Hall");
        await households.ShareAsync(me, unit, guest, "controller");
        var open = await households.InviteAsync(me, unit, new { email = "c@example.com", access_level = "viewer" });
        var (released, changed, access) = (await registry.Bus.ListenAsync<DeviceReleased>(), await registry.Bus.ListenAsync<DeviceChanged>(), await registry.Bus.ListenAsync<DeviceAccessChanged>());

        await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/release", new { confirm = "RY4-WRONG" })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/release", new { confirm = unit.Serial.ToLowerInvariant() })).ShouldBeAsync(HttpStatusCode.NoContent);

        var told = await released.FirstAsync(r => r.DeviceId == unit.Serial);
        (told.TenantId, told.Reason).ShouldBe((me.Tenant, "released_by_owner"));
        (await changed.FirstAsync(c => c.Device.DeviceId == unit.Serial && c.Change == "released")).Device.TenantId.ShouldBeNull();
        (await access.FirstAsync(a => a.Access.DeviceId == unit.Serial && a.Access.UserId == guest.UserId && a.Access.Level is null)).Access.TenantId.ShouldBe(me.Tenant);
        (await me.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await next.StatusOfAsync($"/api/invitations/{open}")).ShouldBe(HttpStatusCode.Gone);

        await (await next.ClaimAsync(unit, unit.Code, "Shed")).ShouldBeAsync(HttpStatusCode.Created);
        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Transferred_device_comes_without_its_past()
    {
        var (me, guest, next) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me, "Hall");
        await households.ShareAsync(me, unit, guest, "viewer");
        var open = await OrderAsync(unit, "relay");
        var license = await OrderAsync(unit, "switch");
        await registry.InTransactionAsync(t => t.Connection!.ExecuteAsync(
            "insert into presence_changes (device_number, online, reason, at) select device_number, true, 'heard', @at from devices where device_id = @Serial",
            new { unit.Serial, at = registry.Time.GetUtcNow() }, t));
        (await PresenceAsync(me, unit)).ShouldBe(1);
        registry.Time.Advance(TimeSpan.FromSeconds(1));
        var (claims, finished) = (await registry.Bus.ListenAsync<DeviceClaimed>(), await registry.Bus.ListenAsync<CommandFinished>());
        var token = await households.InviteAsync(me, unit, new { email = "next@example.com" }, "transfer");
        var offer = await next.Client.GetFromJsonAsync<JsonElement>($"/api/invitations/{token}");
        (offer.GetProperty("kind").GetString(), offer.GetProperty("access_level").GetString(), offer.GetProperty("device_name").GetString(), offer.GetProperty("from_name").GetString())
            .ShouldBe(("transfer", "owner", "Hall", $"Name {me.UserId}"));

        await (await next.Client.PostAsync($"/api/invitations/{token}/accept", null)).ShouldBeAsync(HttpStatusCode.OK);

        var told = await claims.FirstAsync(c => c.DeviceId == unit.Serial);
        (told.TenantId, told.UserId, told.Proof).ShouldBe((next.Tenant, next.UserId, "transfer"));
        (await me.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        var device = await next.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{unit.Serial}");
        device.GetProperty("device_name").ValueKind.ShouldBe(JsonValueKind.Null);
        device.GetProperty("access_level").GetString().ShouldBe("owner");
        (await PresenceAsync(next, unit)).ShouldBe(0);
        (await finished.FirstAsync(c => c.CommandId == open)).Status.ShouldBe("superseded");
        (await registry.ScalarAsync<string>("select status from commands where command_id = @license", new { license })).ShouldBe("queued");
        (await registry.ScalarAsync<string[]>("select array_agg(to_state order by entry_id) from ledger_entries join devices using (device_number) where device_id = @Serial", unit))
            .ShouldBe(["available", "registered", "transferred", "registered"]);
    }

    [Fact]
    public async Task Device_forgets_what_its_former_owner_set_and_no_group_of_theirs_has_it()
    {
        var (me, next) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        var url = $"/api/devices/{unit.Serial}";
        await (await me.Client.PutAsJsonAsync($"{url}/config", new { config = new { wifi_ssid = "Home" } })).ShouldBeAsync(HttpStatusCode.OK);
        await (await me.Client.PutAsJsonAsync($"{url}/schedules", new
        {
            time_zone = "Asia/Kolkata",
            items = new[] { new { enabled = true, days = new[] { "mon" }, at = "07:30", command = "relay", args = new { pin = 25, state = "on" } } },
        })).ShouldBeAsync(HttpStatusCode.OK);
        await (await me.Client.PostAsJsonAsync("/api/groups", new { name = "All", device_ids = new[] { unit.Serial } })).ShouldBeAsync(HttpStatusCode.Created);
        await (await me.Client.PostAsJsonAsync("/api/scenes", new { name = "Night", actions = new[] { new { device_id = unit.Serial, command = "relay", args = new { pin = 25, state = "off" } } } })).ShouldBeAsync(HttpStatusCode.Created);
        await registry.Bus.PublishAsync(new DeviceStatusReported(
            unit.Serial, "online", null, null, null, null, registry.Time.GetUtcNow(), State: """{"25":"on"}""", ConfigVersion: 1, Config: """{"wifi_ssid":"Home"}"""));
        await Eventually.BecomesTrueAsync(async () => (await ConfigAsync(me, unit)).GetProperty("reported").ValueKind == JsonValueKind.Object, "the device has its configuration");
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var token = await households.InviteAsync(me, unit, new { email = "next@example.com" }, "transfer");

        await (await next.Client.PostAsync($"/api/invitations/{token}/accept", null)).ShouldBeAsync(HttpStatusCode.OK);

        var config = await ConfigAsync(next, unit);
        (config.GetProperty("desired").ToString(), config.GetProperty("reported").ValueKind, config.GetProperty("desired_version").GetInt64()).ShouldBe(("{}", JsonValueKind.Null, 2));
        (await next.Client.GetFromJsonAsync<JsonElement>($"{url}/schedules")).GetProperty("items").GetArrayLength().ShouldBe(0);
        foreach (var command in new[] { "CONFIG", "SCHEDULES" })
            (await queued.FirstAsync(c => c.DeviceId == unit.Serial && c.Command == command && c.Payload.Contains("\"version\":2"))).Payload.ShouldNotContain("Home");
        (await next.DevicesAsync()).Single().GetProperty("state").GetProperty("25").GetString().ShouldBe("on");
        (await me.Client.GetFromJsonAsync<JsonElement>("/api/groups")).GetProperty("items")[0].GetProperty("device_ids").GetArrayLength().ShouldBe(0);
        (await me.Client.GetFromJsonAsync<JsonElement>("/api/scenes")).GetProperty("items")[0].GetProperty("actions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_newest_transfer_is_open()
    {
        var (me, next) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        var first = await households.InviteAsync(me, unit, new { email = "first@example.com" }, "transfer");
        var second = await households.InviteAsync(me, unit, new { email = "second@example.com" }, "transfer");

        (await next.StatusOfAsync($"/api/invitations/{first}")).ShouldBe(HttpStatusCode.Gone);
        (await next.StatusOfAsync($"/api/invitations/{second}")).ShouldBe(HttpStatusCode.OK);
        await (await me.Client.PostAsync($"/api/invitations/{second}/accept", null)).ShouldBeAsync(HttpStatusCode.Conflict, "already_yours");
        await (await registry.ClientOf(Roles.Customer, RegistryFixture.Workshop, 88).PostAsync($"/api/invitations/{second}/accept", null)).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await registry.Admin.PostAsync($"/api/invitations/{second}/accept", null)).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task What_a_workshop_registered_or_mounted_stays()
    {
        var registered = await registry.RegisterDeviceAsync();
        var unit = await households.UnitAsync();
        await (await registry.Owner.PostAsJsonAsync("/api/devices/register", new { serial_number = unit.Serial, device_name = "Fan", claim_code = unit.Code })).ShouldBeAsync(HttpStatusCode.Created);
        await (await registry.Owner.PatchAsJsonAsync($"/api/devices/{unit.Serial}", new { pit_number = 1 })).ShouldBeAsync(HttpStatusCode.OK);

        foreach (var id in new[] { registered, unit.Serial })
        {
            await (await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/release", new { confirm = id })).ShouldBeAsync(HttpStatusCode.Conflict, "device_in_workshop");
            await (await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/transfer", new { email = "a@example.com" })).ShouldBeAsync(HttpStatusCode.Conflict, "device_in_workshop");
        }
    }

    [Fact]
    public async Task Suspended_household_passes_no_device_on()
    {
        var (me, next) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        var token = await households.InviteAsync(me, unit, new { email = "a@example.com" }, "transfer");
        await registry.Bus.PublishAsync(new LicenseSuspended(
            registry.License(unit.Serial, LicenseStatus.Suspended, version: 2, "workshop_suspended") with { TenantId = me.Tenant }, Guid.NewGuid(), registry.Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(async () => (await me.DevicesAsync()).Single().GetProperty("license_status").GetString() == "suspended", "the device is suspended");

        await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/release", new { confirm = unit.Serial })).ShouldBeAsync(HttpStatusCode.PaymentRequired, "payment_required");
        await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/transfer", new { email = "a@example.com" })).ShouldBeAsync(HttpStatusCode.PaymentRequired, "payment_required");
        await (await next.Client.PostAsync($"/api/invitations/{token}/accept", null)).ShouldBeAsync(HttpStatusCode.Conflict, "transition_not_allowed");
        (await me.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Hand_over_ends_installers_and_nobody_else()
    {
        var (me, installer, friend, other) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, installer, "installer");
        await households.ShareAsync(me, unit, friend, "controller");
        var open = await households.InviteAsync(me, unit, new { email = "helper@example.com", access_level = "installer" });
        await (await friend.Client.PostAsync($"/api/devices/{unit.Serial}/hand-over", null)).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await other.Client.PostAsync($"/api/devices/{unit.Serial}/hand-over", null)).ShouldBeAsync(HttpStatusCode.NotFound);

        await (await installer.Client.PostAsync($"/api/devices/{unit.Serial}/hand-over", null)).ShouldBeAsync(HttpStatusCode.NoContent);

        (await installer.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await friend.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.OK);
        (await other.StatusOfAsync($"/api/invitations/{open}")).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Mail_of_a_transfer_says_who_and_what()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me, "Hall");
        var mails = await registry.Bus.ListenAsync<MailRequested>();

        await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/transfer", new { email = "next@example.com" })).ShouldBeAsync(HttpStatusCode.Created);

        var mail = await mails.FirstAsync(m => m.To == "next@example.com");
        (mail.Template, mail.Language, mail.TenantId).ShouldBe(("device_transfer", "th", me.Tenant));
        var values = mail.Values.ToDictionary(v => v.Name, v => v.Value);
        values["link"].ShouldStartWith("http://127.0.0.1:8080/invitations/");
        (values["device_name"], values["from_name"], values["access_level"], values["until"]).ShouldBe(("Hall", $"Name {me.UserId}", "owner", ""));
        mail.ExpiresAt!.Value.ShouldBe(registry.Time.GetUtcNow() + TimeSpan.FromHours(24), TimeSpan.FromMinutes(1));
    }

    private static Task<JsonElement> ConfigAsync(Resident person, Unit unit) => person.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{unit.Serial}/config");

    private async Task<Guid> OrderAsync(Unit unit, string target)
    {
        var id = Guid.NewGuid();
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into commands (command_id, device_number, command, target, reason, payload, status, queued_at, last_queued_at, expires_at)
            select @id, device_number, @target, @target, '', '{}', 'queued', @now, @now, @now + interval '1 hour' from devices where device_id = @Serial
            """, new { id, target, unit.Serial, now = registry.Time.GetUtcNow() }, transaction));
        return id;
    }

    private static async Task<int> PresenceAsync(Resident person, Unit unit) =>
        (await person.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{unit.Serial}/presence")).GetProperty("items").GetArrayLength();
}
