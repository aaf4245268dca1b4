using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.DeviceRegistry.Tests.Pits;

public sealed class PitTests(RegistryFixture registry)
{
    [Fact]
    public async Task Provisioned_tenant_has_its_pits_and_a_stale_event_changes_nothing()
    {
        await registry.ProvisionAsync(31, pits: 4, version: 5);
        await registry.ProvisionAsync(31, pits: 4, version: 5);
        await registry.InTransactionAsync(t => DeviceRegistry.Tenants.TenantStore.ApplyAsync(
            t, RegistryFixture.Tenant(31, pits: 9, version: 4) with { Name = "Old name" }, DateTimeOffset.UtcNow));
        var pits = await registry.ClientOf("owner", 31).GetFromJsonAsync<JsonElement>("/api/pits");
        pits.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("code").GetString()).ShouldBe(["pit1", "pit2", "pit3", "pit4"]);
        pits.GetProperty("items")[0].EnumerateObject().Select(p => p.Name).ShouldBe(["pit_id", "workshop_id", "pit_number", "code", "name", "device_id", "status", "camera_model", "camera_ip", "has_camera_rtsp_url", "license_status", "license_reason"]);
        (await registry.ScalarAsync<string>("select name from tenants where tenant_id = 31")).ShouldBe("Workshop 31");
    }

    [Fact]
    public async Task Owner_adds_and_changes_pits_of_the_own_workshop_only()
    {
        using var added = await registry.Owner.PostAsJsonAsync("/api/pits", new { pit_number = 50, name = "Wash bay" });
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        var pitId = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pit_id").GetInt32();
        using var again = await registry.Owner.PostAsJsonAsync("/api/pits", new { pit_number = 50 });
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        using var changed = await registry.Owner.PatchAsJsonAsync($"/api/pits/{pitId}", new { camera_model = "DS-1" });
        var pit = await changed.Content.ReadFromJsonAsync<JsonElement>();
        (pit.GetProperty("name").GetString(), pit.GetProperty("camera_model").GetString()).ShouldBe(("Wash bay", "DS-1"));
        using var stranger = await registry.OtherOwner.PatchAsJsonAsync($"/api/pits/{pitId}", new { name = "Mine" });
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var bad = await registry.Owner.PatchAsJsonAsync($"/api/pits/{pitId}", new { name = " " });
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Camera_is_set_shown_without_its_password_and_removed()
    {
        var (pit, _) = await AddAsync(51);
        using var set = await registry.Owner.PatchAsJsonAsync(pit, new { camera_ip = "10.8.1.20", camera_model = "DS-2", camera_rtsp_url = "rtsp://viewer:hidden@192.0.2.20/101" });
        var text = await set.Content.ReadAsStringAsync();
        text.ShouldNotContain("hidden");
        var shown = JsonSerializer.Deserialize<JsonElement>(text);
        (shown.GetProperty("camera_ip").GetString(), shown.GetProperty("has_camera_rtsp_url").GetBoolean()).ShouldBe(("10.8.1.20", true));
        (await registry.ClientOf("api_key", RegistryFixture.Workshop, scope: "readings:read").GetFromJsonAsync<JsonElement>(pit)).GetProperty("camera_ip").ValueKind.ShouldBe(JsonValueKind.Null);

        using var removed = await registry.Owner.PatchAsJsonAsync(pit, new { camera_ip = "", camera_model = "", camera_rtsp_url = "" });
        var bare = await removed.Content.ReadFromJsonAsync<JsonElement>();
        (bare.GetProperty("camera_ip").GetString(), bare.GetProperty("camera_model").GetString(), bare.GetProperty("has_camera_rtsp_url").GetBoolean()).ShouldBe((null, null, false));
    }

    [Fact]
    public async Task Empty_pit_is_removed_and_stays_away()
    {
        await registry.ProvisionAsync(33, pits: 2);
        var owner = registry.ClientOf("owner", 33);
        var pits = (await owner.GetFromJsonAsync<JsonElement>("/api/pits")).GetProperty("items");
        var pit = $"/api/pits/{pits[1].GetProperty("pit_id").GetInt32()}";
        using var byStranger = await registry.Owner.DeleteAsync(pit);
        byStranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var removed = await owner.DeleteAsync(pit);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await owner.DeleteAsync(pit);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await registry.InTransactionAsync(t => DeviceRegistry.Tenants.TenantStore.ApplyAsync(t, RegistryFixture.Tenant(33, pits: 2, version: 2) with { Name = "New name" }, DateTimeOffset.UtcNow));
        (await owner.GetFromJsonAsync<JsonElement>("/api/pits")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await registry.ScalarAsync<string>("select name from tenants where tenant_id = 33")).ShouldBe("New name");
    }

    [Fact]
    public async Task Pit_with_a_device_is_not_removed_and_the_device_is_named()
    {
        var (pit, _) = await AddAsync(52);
        var id = await registry.RegisterDeviceAsync(pitNumber: 52);
        using var refused = await registry.Owner.DeleteAsync(pit);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("type").GetString(), problem.GetProperty("device_id").GetString()).ShouldBe(("pit_in_use", id));

        using var moved = await registry.Owner.PatchAsJsonAsync($"/api/devices/{id}", new { pit_number = 1 });
        using var removed = await registry.Owner.DeleteAsync(pit);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Removing_a_pit_and_mounting_there_at_once_leaves_no_device_without_its_pit()
    {
        for (var round = 0; round < 10; round++)
        {
            var (pit, pitId) = await AddAsync(100 + round);
            var id = await registry.RegisterDeviceAsync(pitNumber: 1);
            var answers = await Task.WhenAll(registry.Owner.DeleteAsync(pit), registry.Owner.PatchAsJsonAsync($"/api/devices/{id}", new { pit_id = pitId }));
            var outcome = (answers[0].StatusCode, answers[1].StatusCode);
            outcome.ShouldBeOneOf((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (HttpStatusCode.Conflict, HttpStatusCode.OK));
        }
    }

    private async Task<(string Url, int PitId)> AddAsync(int pitNumber)
    {
        using var added = await registry.Owner.PostAsJsonAsync("/api/pits", new { pit_number = pitNumber });
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        var pitId = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pit_id").GetInt32();
        return ($"/api/pits/{pitId}", pitId);
    }

    [Fact]
    public async Task Admin_sees_all_workshops_or_one_page_by_page()
    {
        var one = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/pits?workshop_id={RegistryFixture.OtherWorkshop}");
        one.GetProperty("items").EnumerateArray().ShouldAllBe(p => p.GetProperty("workshop_id").GetInt32() == RegistryFixture.OtherWorkshop);
        var first = await registry.Admin.GetFromJsonAsync<JsonElement>("/api/pits?limit=1");
        var second = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/pits?limit=1&cursor={first.GetProperty("next_cursor").GetString()}");
        second.GetProperty("items")[0].GetProperty("pit_id").GetInt32().ShouldBeGreaterThan(first.GetProperty("items")[0].GetProperty("pit_id").GetInt32());
    }
}
