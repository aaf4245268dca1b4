using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Tests.Devices;

public sealed class DeviceListTests(RegistryFixture registry)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Registered as B, D, A, E, C; online are D and C; A was never heard of, B and E were.</summary>
    [Theory]
    [InlineData(null, "B D A E C")]
    [InlineData("registered_at", "B D A E C")]
    [InlineData("-registered_at", "C E A D B")]
    [InlineData("device_id", "A B C D E")]
    [InlineData("-device_id", "E D C B A")]
    [InlineData("last_seen_at", "A B E D C")]
    [InlineData("-last_seen_at", "C D E B A")]
    public async Task Every_order_pages_without_gap_or_repeat(string? sort, string expected)
    {
        var mark = await FiveDevicesAsync();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ListAsync($"search={mark}&limit=2{(sort is null ? "" : $"&sort={sort}")}{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(Ids(page));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        seen.ShouldBe(expected.Split(' ').Select(n => $"{mark}-{n}"));
    }

    [Fact]
    public async Task Device_that_is_heard_of_between_two_pages_is_on_one_of_them()
    {
        var mark = await FiveDevicesAsync();
        var first = await ListAsync($"search={mark}&limit=1&sort=-last_seen_at");
        Ids(first).ShouldBe([$"{mark}-C"]);
        await SetSeenAsync($"{mark}-D", online: true, Noon.AddMinutes(10));
        var second = await ListAsync($"search={mark}&limit=1&sort=-last_seen_at&cursor={first.GetProperty("next_cursor").GetString()}");
        Ids(second).ShouldBe([$"{mark}-D"]);
    }

    [Theory]
    [InlineData("online=true", "D C")]
    [InlineData("online=false", "B A E")]
    [InlineData("license=suspended", "E")]
    [InlineData("license=active", "B C")]
    [InlineData("lifecycle=active", "B D A E C")]
    [InlineData("lifecycle=returned", "")]
    public async Task Filters_limit_the_list(string filter, string expected)
    {
        var mark = await FiveDevicesAsync();
        Ids(await ListAsync($"search={mark}&{filter}")).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => $"{mark}-{n}"));
    }

    [Theory]
    [InlineData("sort=secret_sha256", "sort")]
    [InlineData("sort=", "sort")]
    [InlineData("license=stolen", "license")]
    [InlineData("lifecycle=lost", "lifecycle")]
    [InlineData("search=%00", "search")]
    [InlineData("cursor=5", "cursor")]
    [InlineData("cursor=%27%20or%201%3D1", "cursor")]
    public async Task What_cannot_be_asked_is_400_with_the_field(string query, string field)
    {
        using var answer = await registry.Owner.GetAsync($"/api/devices?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Cursor_of_another_order_is_refused()
    {
        var mark = await FiveDevicesAsync();
        var first = await ListAsync($"search={mark}&limit=1&sort=device_id");
        using var answer = await registry.Owner.GetAsync($"/api/devices?search={mark}&sort=-device_id&cursor={first.GetProperty("next_cursor").GetString()}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Item_carries_what_a_list_shows()
    {
        var mark = await FiveDevicesAsync();
        var item = (await ListAsync($"search={mark}-E")).GetProperty("items")[0];
        item.EnumerateObject().Select(p => p.Name).ShouldBe(
        [
            "device_number", "device_id", "serial_number", "device_type", "workshop_id", "workshop_name", "pit_id", "pit_code", "pit_name", "lifecycle", "license_key",
            "license_status", "license_reason", "status", "online", "last_seen_at", "firmware", "cut_off", "registered_at",
        ]);
        (item.GetProperty("license_status").GetString(), item.GetProperty("license_reason").GetString(), item.GetProperty("status").GetString()).ShouldBe(("suspended", "payment_overdue", "offline"));
        (item.GetProperty("workshop_name").GetString(), item.GetProperty("pit_code").GetString()).ShouldBe(("Workshop 1", "pit1"));
        item.GetProperty("pit_name").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Admin_limits_the_list_to_a_workshop_and_an_owner_sees_the_own_whatever_is_asked()
    {
        var mark = await FiveDevicesAsync();
        var all = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/devices?search={mark}&workshop_id={RegistryFixture.Workshop}");
        Ids(all).Length.ShouldBe(5);
        Ids(await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/devices?search={mark}&workshop_id={RegistryFixture.OtherWorkshop}")).ShouldBeEmpty();
        Ids(await registry.OtherOwner.GetFromJsonAsync<JsonElement>($"/api/devices?search={mark}&workshop_id={RegistryFixture.Workshop}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_count_a_workshops_pits_and_devices()
    {
        await registry.ProvisionAsync(41, pits: 3);
        await registry.InTransactionAsync(async t =>
        {
            var pit = await t.Connection!.ExecuteScalarAsync<int>("select min(pit_id) from pits where tenant_id = 41");
            for (var i = 0; i < 2; i++)
                await DeviceStore.AddAsync(t, registry.NewDeviceId(), registry.NewDeviceId(), "workshop_gateway", 41, pit, RegistrationRules.Active, null, new string('0', 64), "test", Noon);
            await t.Connection!.ExecuteAsync("""
                update device_presence set online = true, last_seen_at = now(), check_at = 'infinity'
                where device_number = (select max(device_number) from devices where tenant_id = 41)
                """, transaction: t);
        });
        var own = await registry.ClientOf("owner", 41).GetFromJsonAsync<JsonElement>($"/api/devices/figures?workshop_id={RegistryFixture.Workshop}");
        own.GetRawText().ShouldBe("""{"items":[{"workshop_id":41,"pits":3,"devices":2,"online":1}]}""");
        (await registry.Admin.GetFromJsonAsync<JsonElement>("/api/devices/figures?workshop_id=41")).GetRawText().ShouldBe(own.GetRawText());
        (await registry.Admin.GetFromJsonAsync<JsonElement>("/api/devices/figures")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(2);
    }

    private async Task<string> FiveDevicesAsync()
    {
        var mark = $"LIST{Guid.NewGuid():N}"[..14];
        foreach (var name in "BDAEC") await registry.RegisterDeviceAsync(deviceId: $"{mark}-{name}");
        await SetSeenAsync($"{mark}-B", online: false, Noon.AddMinutes(-20));
        await SetSeenAsync($"{mark}-D", online: true, Noon);
        await SetSeenAsync($"{mark}-E", online: false, Noon.AddMinutes(-5));
        await SetSeenAsync($"{mark}-C", online: true, Noon.AddSeconds(-3));
        await registry.InTransactionAsync(t => t.Connection!.ExecuteAsync("""
            update devices set license_status = 'suspended', license_reason = 'payment_overdue' where device_id = @mark || '-E';
            update devices set license_status = 'active' where device_id in (@mark || '-B', @mark || '-C');
            """, new { mark }, t));
        return mark;
    }

    /// <summary>The sweep, which would take an online device of such a time offline, is kept away.</summary>
    private Task SetSeenAsync(string deviceId, bool online, DateTimeOffset at) => registry.InTransactionAsync(t => t.Connection!.ExecuteAsync("""
        update device_presence set online = @online, last_seen_at = @at, check_at = 'infinity' where device_number = (select device_number from devices where device_id = @deviceId)
        """, new { deviceId, online, at }, t));

    private async Task<JsonElement> ListAsync(string query) => await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices?{query}");

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("device_id").GetString()!)];
}
