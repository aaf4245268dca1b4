using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Identity;
using Platform.DeviceRegistry.Tests.Claims;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Sharing;

public sealed class UserDeviceTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task List_has_what_is_ones_own_and_what_was_shared()
    {
        var (me, friend) = (await households.NewAsync("Asha"), await households.NewAsync("Ben"));
        var (mine, theirs) = (await households.ClaimedAsync(me, "Hall"), await households.ClaimedAsync(friend, "Pump"));
        var until = registry.Time.GetUtcNow().AddHours(3);
        await households.ShareAsync(friend, theirs, me, "controller", until);

        var devices = await me.DevicesAsync();

        devices.Select(d => (d.GetProperty("device_name").GetString(), d.GetProperty("access_level").GetString(), d.GetProperty("owner_name").GetString()))
            .ShouldBe([("Hall", "owner", null), ("Pump", "controller", "Ben's home")]);
        devices[0].GetProperty("serial_number").GetString().ShouldBe(mine.Serial);
        devices[0].GetProperty("until").ValueKind.ShouldBe(JsonValueKind.Null);
        devices[0].GetProperty("status").GetString().ShouldBe("offline");
        devices[1].GetProperty("until").GetDateTimeOffset().ShouldBe(until, TimeSpan.FromMilliseconds(1));
        devices[1].GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).ShouldBe(["read", "write"]);
    }

    [Fact]
    public async Task List_goes_on_where_the_link_leads()
    {
        var (me, friend) = (await households.NewAsync(), await households.NewAsync());
        var serials = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            serials.Add((await households.ClaimedAsync(me)).Serial);
            var shared = await households.ClaimedAsync(friend);
            await households.ShareAsync(friend, shared, me, "viewer");
            serials.Add(shared.Serial);
        }

        var seen = new List<string>();
        string? url = $"/api/users/{me.UserId}/devices?limit=4";
        while (url is not null)
        {
            using var page = await me.Client.GetAsync(url);
            seen.AddRange((await page.ShouldBeAsync(HttpStatusCode.OK)).EnumerateArray().Select(d => d.GetProperty("device_id").GetString()!));
            url = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        seen.ShouldBe(serials);
    }

    [Fact]
    public async Task Controllers_are_listed_without_the_gateways_of_pits_also_across_pages()
    {
        var friend = await households.NewAsync();
        var owner = new Resident(registry, RegistryFixture.Workshop, 873);
        await registry.RegisterDeviceAsync(pitNumber: 4);
        var lamps = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var lamp = await households.ClaimedAsync(friend);
            await households.ShareAsync(friend, lamp, owner, "viewer");
            lamps.Add(lamp.Serial);
            await registry.RegisterDeviceAsync(pitNumber: 5 + i);
        }

        var seen = new List<(string Id, string Type)>();
        string? url = "/api/users/873/devices?limit=1&controllers=true";
        while (url is not null)
        {
            using var page = await owner.Client.GetAsync(url);
            seen.AddRange((await page.ShouldBeAsync(HttpStatusCode.OK)).EnumerateArray().Select(d => (d.GetProperty("device_id").GetString()!, d.GetProperty("device_type").GetString()!)));
            url = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        // The workshop is the other tests' too.
        seen.Select(d => d.Id).Where(lamps.Contains).ShouldBe(lamps);
        seen.Select(d => d.Type).ShouldNotContain("workshop_gateway");
        (await owner.Client.GetFromJsonAsync<JsonElement>("/api/users/873/devices?limit=200")).EnumerateArray().Count(d => d.GetProperty("device_type").GetString() == "workshop_gateway").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task List_is_of_oneself_by_number_or_external_id()
    {
        var (me, other) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);

        (await me.StatusOfAsync($"/api/users/uid-{me.UserId}/devices")).ShouldBe(HttpStatusCode.OK);
        (await other.StatusOfAsync($"/api/users/{me.UserId}/devices")).ShouldBe(HttpStatusCode.NotFound);
        (await other.StatusOfAsync($"/api/users/uid-{me.UserId}/devices")).ShouldBe(HttpStatusCode.NotFound);
        (await me.StatusOfAsync($"/api/users/{me.UserId}/devices?cursor=x")).ShouldBe(HttpStatusCode.BadRequest);

        (await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/users/{me.UserId}/devices")).EnumerateArray().Single().GetProperty("device_id").GetString().ShouldBe(unit.Serial);
    }

    [Fact]
    public async Task Staff_see_devices_in_their_pits_and_customers_none()
    {
        var pits = await registry.PitsAsync();
        var inPit = await registry.RegisterDeviceAsync(pitNumber: 2);
        await registry.RegisterDeviceAsync(pitNumber: 3);
        foreach (var (role, userId, expected) in new[] { (Roles.Staff, 871, 1), (Roles.Customer, 872, 0) })
        {
            var client = registry.ClientOf(role, RegistryFixture.Workshop, userId);
            await registry.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(userId, RegistryFixture.Workshop, [pits[2]], 1), registry.Time.GetUtcNow()));
            await Eventually.BecomesTrueAsync(async () => (await client.GetFromJsonAsync<JsonElement>("/api/pits")).GetProperty("items").GetArrayLength() == 1, "the pit is permitted");

            var devices = (await client.GetFromJsonAsync<JsonElement>($"/api/users/{userId}/devices?limit=200")).EnumerateArray().Where(d => d.GetProperty("device_id").GetString() == inPit).ToArray();

            devices.Length.ShouldBe(expected, role);
            devices.ShouldAllBe(d => d.GetProperty("access_level").GetString() == "viewer");
        }
    }
}
