using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Tests.Pits;

/// <summary>What services that keep a copy of the pits hear and read.</summary>
public sealed class PitCopyTests(RegistryFixture registry)
{
    [Fact]
    public async Task Every_change_is_told_and_stands_in_the_snapshot_also_the_end()
    {
        var heard = await registry.Bus.ListenAsync<PitChanged>();
        await registry.ProvisionAsync(4171, pits: 2);
        await heard.FirstAsync(e => e.Pit.TenantId == 4171 && e.Pit.PitNumber == 2);
        var owner = registry.ClientOf(Roles.Owner, 4171);
        using var made = await owner.PostAsJsonAsync("/api/pits", new { pit_number = 7, name = "Wash bay" });
        var pitId = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pit_id").GetInt32();
        (await heard.FirstAsync(e => e.Pit.PitId == pitId)).Pit.ShouldBe(new PitFacts(pitId, 4171, 7, "pit7", "Wash bay", IsRemoved: false, 1));
        (await owner.PatchAsJsonAsync($"/api/pits/{pitId}", new { name = "Polish" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await heard.FirstAsync(e => e.Pit.PitId == pitId && e.Pit.Version == 2)).Pit.Name.ShouldBe("Polish");
        (await SnapshotAsync(pitId - 1, 1)).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("Polish");

        (await owner.DeleteAsync($"/api/pits/{pitId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await heard.FirstAsync(e => e.Pit.PitId == pitId && e.Pit.Version == 3)).Pit.IsRemoved.ShouldBeTrue();
        (await SnapshotAsync(pitId - 1, 1)).ShouldHaveSingleItem().GetProperty("is_removed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Pit_that_a_device_brings_is_told_of()
    {
        var heard = await registry.Bus.ListenAsync<PitChanged>();
        await registry.RegisterDeviceAsync(pitNumber: 77);
        (await heard.FirstAsync(e => e.Pit.TenantId == RegistryFixture.Workshop && e.Pit.PitNumber == 77)).Pit.Code.ShouldBe("pit77");
    }

    [Fact]
    public async Task Snapshot_pages_through_all()
    {
        var seen = new List<int>();
        for (int? after = 0; after is not null;)
        {
            var page = await registry.ClientOf(Roles.Service).GetFromJsonAsync<JsonElement>($"/internal/pits?after={after}&limit=2");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("pit_id").GetInt32()));
            after = page.GetProperty("next_cursor").GetString() is { } next ? int.Parse(next, System.Globalization.CultureInfo.InvariantCulture) : null;
        }

        seen.ShouldBe(seen.Distinct().Order());
        seen.Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    private async Task<JsonElement[]> SnapshotAsync(int after, int limit) =>
        [.. (await registry.ClientOf(Roles.Service).GetFromJsonAsync<JsonElement>($"/internal/pits?after={after}&limit={limit}")).GetProperty("items").EnumerateArray()];
}
