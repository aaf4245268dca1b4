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
        pits.GetProperty("items")[0].EnumerateObject().Select(p => p.Name).ShouldBe(["pit_id", "workshop_id", "pit_number", "code", "name", "device_id", "status", "camera_model"]);
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
    public async Task Admin_sees_all_workshops_or_one_page_by_page()
    {
        var one = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/pits?workshop_id={RegistryFixture.OtherWorkshop}");
        one.GetProperty("items").EnumerateArray().ShouldAllBe(p => p.GetProperty("workshop_id").GetInt32() == RegistryFixture.OtherWorkshop);
        var first = await registry.Admin.GetFromJsonAsync<JsonElement>("/api/pits?limit=1");
        var second = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/pits?limit=1&cursor={first.GetProperty("next_cursor").GetString()}");
        second.GetProperty("items")[0].GetProperty("pit_id").GetInt32().ShouldBeGreaterThan(first.GetProperty("items")[0].GetProperty("pit_id").GetInt32());
    }
}
