using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Sharing;
using Platform.DeviceRegistry.Tests.Claims;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Sharing;

public sealed class ShareTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task Viewer_sees_the_device_and_changes_nothing()
    {
        var (me, guest, stranger) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me, "Hall");
        var access = await registry.Bus.ListenAsync<DeviceAccessChanged>();
        await households.ShareAsync(me, unit, guest, "viewer");

        foreach (var rest in new[] { "", "/status", "/presence", "/connection", "/shares" })
        {
            (await guest.StatusOfAsync($"/api/devices/{unit.Serial}{rest}")).ShouldBe(HttpStatusCode.OK, rest);
            (await stranger.StatusOfAsync($"/api/devices/{unit.Serial}{rest}")).ShouldBe(HttpStatusCode.NotFound, rest);
        }

        foreach (var (method, rest, body) in Writes(guest.UserId))
        {
            await (await SendAsync(guest, method, unit, rest, body)).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
            await (await SendAsync(stranger, method, unit, rest, body)).ShouldBeAsync(HttpStatusCode.NotFound, "not_found");
        }

        var told = (await access.FirstAsync(a => a.Access.DeviceId == unit.Serial)).Access;
        (told.TenantId, told.UserId, told.Level, told.Until).ShouldBe((me.Tenant, guest.UserId, "viewer", null));
        var device = await guest.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{unit.Serial}");
        (device.GetProperty("access_level").GetString(), device.GetProperty("license_key").GetString()).ShouldBe(("viewer", ""));
        device.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).ShouldBe(["read"]);
    }

    [Fact]
    public async Task Share_that_is_ended_opens_nothing_from_that_moment()
    {
        var (me, guest) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, guest, "controller");
        (await guest.DevicesAsync()).Count.ShouldBe(1);
        var access = await registry.Bus.ListenAsync<DeviceAccessChanged>();

        await (await me.Client.DeleteAsync($"/api/devices/{unit.Serial}/shares/{guest.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);

        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await guest.DevicesAsync()).ShouldBeEmpty();
        (await access.FirstAsync(a => a.Access.DeviceId == unit.Serial && a.Access.Level is null)).Access.UserId.ShouldBe(guest.UserId);
        await (await me.Client.DeleteAsync($"/api/devices/{unit.Serial}/shares/{guest.UserId}")).ShouldBeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Guest_leaves_and_ends_nobody_elses_share()
    {
        var (me, guest, other) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, guest, "viewer");
        await households.ShareAsync(me, unit, other, "viewer");

        await (await guest.Client.DeleteAsync($"/api/devices/{unit.Serial}/shares/{other.UserId}")).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await guest.Client.DeleteAsync($"/api/devices/{unit.Serial}/shares/{guest.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);

        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await other.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guest_access_is_over_at_its_end_and_then_told()
    {
        var (me, guest) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, guest, "controller", registry.Time.GetUtcNow() + TimeSpan.FromHours(2));
        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.OK);
        var access = await registry.Bus.ListenAsync<DeviceAccessChanged>();

        await households.AgeAsync(unit, TimeSpan.FromHours(2));

        (await guest.StatusOfAsync($"/api/devices/{unit.Serial}")).ShouldBe(HttpStatusCode.NotFound);
        (await SharesAsync(me, unit)).GetProperty("items").GetArrayLength().ShouldBe(0);
        // The word that it began may come late and be heard too.
        (await access.FirstAsync(a => a.Access.DeviceId == unit.Serial && a.Access.Level is null)).Access.UserId.ShouldBe(guest.UserId);
    }

    [Fact]
    public async Task Owner_changes_level_and_end()
    {
        var (me, guest) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        var end = registry.Time.GetUtcNow() + TimeSpan.FromHours(5);
        await households.ShareAsync(me, unit, guest, "viewer", end);
        var access = await registry.Bus.ListenAsync<DeviceAccessChanged>();
        var url = $"/api/devices/{unit.Serial}/shares/{guest.UserId}";

        var raised = await (await me.Client.PatchAsJsonAsync(url, new { access_level = "controller" })).ShouldBeAsync(HttpStatusCode.OK);
        (raised.GetProperty("access_level").GetString(), raised.GetProperty("until").GetDateTimeOffset()).ShouldBe(("controller", end.AddTicks(-(end.Ticks % 10))), "the end stays");
        var endless = await (await me.Client.PatchAsJsonAsync(url, new { until = (DateTimeOffset?)null })).ShouldBeAsync(HttpStatusCode.OK);
        endless.GetProperty("until").ValueKind.ShouldBe(JsonValueKind.Null);
        await (await me.Client.PatchAsJsonAsync(url, new { until = registry.Time.GetUtcNow().AddMinutes(-1) })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await me.Client.PatchAsJsonAsync(url, new { access_level = "owner" })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await me.Client.PatchAsJsonAsync($"/api/devices/{unit.Serial}/shares/1", new { access_level = "viewer" })).ShouldBeAsync(HttpStatusCode.NotFound);

        var versions = await Eventually.BecomesAsync(() => Task.FromResult(access.All.Where(a => a.Access.DeviceId == unit.Serial && a.Access.Level != "viewer").ToArray()), a => a.Length == 2, "both changes are told");
        versions.Select(a => (a.Access.Level, a.Access.Until is null)).ShouldBe([("controller", false), ("controller", true)]);
        versions[1].Access.Version.ShouldBeGreaterThan(versions[0].Access.Version);
    }

    [Fact]
    public async Task Others_than_the_owner_see_their_own_share_only()
    {
        var (me, guest, other) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, guest, "controller");
        await households.ShareAsync(me, unit, other, "viewer");
        await households.InviteAsync(me, unit, new { email = "third@example.com", access_level = "viewer" });

        var all = await SharesAsync(me, unit);
        all.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("user_id").GetInt64()).ShouldBe([guest.UserId, other.UserId]);
        all.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe($"Name {guest.UserId}");
        all.GetProperty("items")[0].GetProperty("email").GetString().ShouldBe($"{guest.UserId}@example.com");
        all.GetProperty("invitations").EnumerateArray().Single().GetProperty("email").GetString().ShouldBe("third@example.com");
        var own = await SharesAsync(guest, unit);
        own.GetProperty("items").EnumerateArray().Single().GetProperty("user_id").GetInt64().ShouldBe(guest.UserId);
        own.GetProperty("invitations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Customer_of_a_workshop_may_be_a_guest_in_a_home()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);
        var token = await households.InviteAsync(me, unit, new { email = "friend@example.com", access_level = "viewer" });
        var customer = registry.ClientOf(Roles.Customer, RegistryFixture.Workshop, userId: 4711);

        await (await customer.PostAsync($"/api/invitations/{token}/accept", null)).ShouldBeAsync(HttpStatusCode.OK);

        (await customer.GetAsync($"/api/devices/{unit.Serial}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await customer.GetFromJsonAsync<JsonElement>("/api/users/4711/devices")).EnumerateArray().Single().GetProperty("access_level").GetString().ShouldBe("viewer");
    }

    [Fact]
    public async Task Snapshot_has_every_share_also_those_that_ended()
    {
        var (me, guest, gone) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, guest, "viewer");
        await households.ShareAsync(me, unit, gone, "viewer");
        await me.Client.DeleteAsync($"/api/devices/{unit.Serial}/shares/{gone.UserId}");
        var service = registry.ClientWith(registry.Tokens.For(Roles.Service, subject: "gateway"));

        var facts = new List<JsonElement>();
        string? cursor = "0";
        do
        {
            var page = await service.GetFromJsonAsync<JsonElement>($"/internal/device-access?limit=1&after={cursor}");
            facts.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        var mine = facts.Where(f => f.GetProperty("device_id").GetString() == unit.Serial).ToArray();
        mine.Select(f => (f.GetProperty("user_id").GetInt64(), f.GetProperty("level").GetString(), f.GetProperty("tenant_id").GetInt32()))
            .ShouldBe([(guest.UserId, "viewer", me.Tenant), (gone.UserId, null, me.Tenant)]);
        mine[1].GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Many_shares_that_are_over_end_in_bounded_rounds()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into device_shares (device_number, user_id, level, until, granted_by, since)
            select device_number, 1000000 + n, 'viewer', @until, 'user:1', @now from devices, generate_series(1, 450) n where device_id = @Serial
            """, new { unit.Serial, now = registry.Time.GetUtcNow(), until = registry.Time.GetUtcNow().AddHours(-1) }, transaction));

        await Eventually.BecomesTrueAsync(async () => await registry.ScalarAsync<long>(
            "select count(*) from device_shares join devices using (device_number) where device_id = @Serial and level is not null", unit) == 0, "all have ended");
    }

    private static IEnumerable<(HttpMethod Method, string Path, object Body)> Writes(long userId) =>
    [
        (HttpMethod.Patch, "", new { device_name = "Mine" }),
        (HttpMethod.Post, "/shares", new { email = "x@example.com", access_level = "viewer" }),
        (HttpMethod.Patch, $"/shares/{userId}", new { access_level = "controller" }),
        (HttpMethod.Delete, "/shares/1", new { }),
        (HttpMethod.Delete, $"/invitations/{Guid.NewGuid()}", new { }),
        (HttpMethod.Post, "/hand-over", new { }),
        (HttpMethod.Post, "/transfer", new { email = "x@example.com" }),
        (HttpMethod.Post, "/release", new { confirm = "x" }),
    ];

    private static async Task<HttpResponseMessage> SendAsync(Resident person, HttpMethod method, Unit unit, string rest, object body)
    {
        using var request = new HttpRequestMessage(method, $"/api/devices/{unit.Serial}{rest}") { Content = JsonContent.Create(body) };
        return await person.Client.SendAsync(request);
    }

    private static async Task<JsonElement> SharesAsync(Resident person, Unit unit) => await person.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{unit.Serial}/shares");
}
