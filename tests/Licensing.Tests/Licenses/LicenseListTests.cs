using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Telemetry;
using Platform.TestKit;

namespace Platform.Licensing.Tests.Licenses;

public sealed class LicenseListTests(LicensingFixture licensing)
{
    private static int lastTenant = 7000;

    private readonly int tenant = Interlocked.Increment(ref lastTenant);

    [Fact]
    public async Task Search_finds_the_beginning_of_key_and_device_however_it_is_written()
    {
        var device = await licensing.IssueAsync(tenant);
        foreach (var search in new[] { device.Id, device.Id.ToLowerInvariant(), device.LicenseKey, device.LicenseKey.ToLowerInvariant(), device.LicenseKey[..13] })
            (await IdsAsync($"search={search}&workshop_id={tenant}")).ShouldBe([device.Id], search);
        foreach (var search in new[] { "%25", "_SP32", device.Id[1..], "ESP32\\" }) (await IdsAsync($"search={search}&workshop_id={tenant}")).ShouldBeEmpty(search);
    }

    [Fact]
    public async Task List_is_paged_by_workshop_and_status_with_the_last_switch_of_each()
    {
        var devices = new List<TestDevice>();
        for (var i = 0; i < 3; i++) devices.Add(await licensing.IssueAsync(tenant));
        await licensing.SwitchAsync(devices[1], "disabled", "payment_overdue");
        await licensing.SwitchAsync(devices[1], "active", "payment_received");
        await licensing.SwitchAsync(devices[2], "disabled", "payment_overdue");

        var first = await ListAsync($"workshop_id={tenant}&limit=2");
        var second = await ListAsync($"workshop_id={tenant}&limit=2&cursor={first.GetProperty("next_cursor").GetString()}");
        var items = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).ToList();
        items.Select(l => l.GetProperty("device_id").GetString()).ShouldBe(devices.Select(d => d.Id));
        items.Select(l => l.GetProperty("workshop_id").GetInt32()).ShouldAllBe(id => id == tenant);
        second.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        items[0].GetProperty("last_switch").ValueKind.ShouldBe(JsonValueKind.Null);
        items[1].GetProperty("last_switch").GetProperty("reason").GetString().ShouldBe("payment_received");
        items[2].GetProperty("last_switch").GetProperty("to_status").GetString().ShouldBe("suspended");
        (await IdsAsync($"workshop_id={tenant}&status=suspended")).ShouldBe([devices[2].Id]);
    }

    [Fact]
    public async Task Figures_count_by_status_and_the_violations_of_a_day()
    {
        var devices = new List<TestDevice>();
        for (var i = 0; i < 3; i++) devices.Add(await licensing.IssueAsync(tenant));
        await licensing.SwitchAsync(devices[0], "disabled", "payment_overdue");
        var now = licensing.Time.GetUtcNow();
        foreach (var (device, hours, count) in new[] { (0, 1, 3), (0, 2, 4), (1, 3, 5), (2, 25, 100) })
            await licensing.Bus.PublishAsync(new LicenseViolationSeen(devices[device].Id, tenant, "payment_overdue", count, now.AddHours(-hours)));

        var figures = await Eventually.BecomesAsync(
            () => licensing.Admin.GetFromJsonAsync<JsonElement>($"/api/licenses/figures?workshop_id={tenant}"), f => f.GetProperty("violations_last_day").GetInt64() == 12, "all are counted");
        new[] { "active", "suspended", "expired", "violating_devices_last_day" }.Select(name => figures.GetProperty(name).GetInt64()).ShouldBe([2, 1, 0, 2]);
        var all = await licensing.Admin.GetFromJsonAsync<JsonElement>("/api/licenses/figures");
        all.GetProperty("active").GetInt64().ShouldBe(await licensing.ScalarAsync<long>("select count(*) from licenses where status = 'active'"));
        using var byOwner = await licensing.Owner.GetAsync("/api/licenses/figures");
        byOwner.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<JsonElement> ListAsync(string query) => licensing.Admin.GetFromJsonAsync<JsonElement>($"/api/licenses?{query}");

    private async Task<IEnumerable<string?>> IdsAsync(string query) =>
        (await ListAsync(query)).GetProperty("items").EnumerateArray().Select(l => l.GetProperty("device_id").GetString()).ToList();
}
