using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Identity;
using Platform.DeviceRegistry.Presence;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Pits;

public sealed class PitEventTests(RegistryFixture registry)
{
    [Fact]
    public async Task Time_line_of_a_pit_has_presence_and_switches_newest_first()
    {
        var (pit, id) = await DeviceInNewPitAsync(60);
        var start = registry.Time.GetUtcNow();
        await registry.InTransactionAsync(t => PresenceStore.SeenAsync(t, [id], [start.ToUniversalTime()], byReading: true, start));
        await registry.SwitchOffAsync(id, version: 2);
        await registry.InTransactionAsync(t => PresenceStore.WillAsync(t, id, "connection_lost", start.AddSeconds(5), start.AddSeconds(5)));
        await registry.SwitchOnAsync(id, version: 3);
        var events = await EventsAsync(registry.Owner, pit, "");
        events.Select(e => (e.GetProperty("kind").GetString(), e.GetProperty("reason").GetString(), e.GetProperty("device_id").GetString())).ShouldBe(
            [("online", "heard", id), ("offline", "connection_lost", id), ("disabled", "payment_overdue", id), ("enabled", "payment_received", id)], ignoreOrder: true);
        events.Select(e => e.GetProperty("at").GetDateTimeOffset()).ShouldBeInOrder(SortDirection.Descending);

        var early = await EventsAsync(registry.Owner, pit, $"?to={Uri.EscapeDataString($"{start.AddMilliseconds(1):O}")}");
        early.ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("online");
        (await EventsAsync(registry.Owner, pit, $"?from={Uri.EscapeDataString($"{start.AddDays(1):O}")}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_stay_in_the_pit_where_they_happened()
    {
        var (pit, id) = await DeviceInNewPitAsync(61);
        var now = registry.Time.GetUtcNow();
        await registry.InTransactionAsync(t => PresenceStore.SeenAsync(t, [id], [now.ToUniversalTime()], byReading: true, now));
        using var added = await registry.Owner.PostAsJsonAsync("/api/pits", new { pit_number = 62 });
        using var moved = await registry.Owner.PatchAsJsonAsync($"/api/devices/{id}", new { pit_number = 62 });
        (await EventsAsync(registry.Owner, pit, "")).Length.ShouldBe(1);
        (await EventsAsync(registry.Owner, (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pit_id").GetInt32(), "")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_may_see_the_pit_sees_its_events_and_customers_no_switches()
    {
        var (pit, id) = await DeviceInNewPitAsync(63);
        await registry.SwitchOffAsync(id, version: 2);
        foreach (var role in new[] { Roles.Staff, Roles.Customer })
        {
            var userId = role == Roles.Staff ? 601 : 602;
            var limited = registry.ClientOf(role, RegistryFixture.Workshop, userId);
            (await limited.GetAsync($"/api/pits/{pit}/events")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            await registry.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(userId, RegistryFixture.Workshop, [pit], 1), DateTimeOffset.UtcNow));
            await Eventually.BecomesTrueAsync(async () => (await limited.GetAsync($"/api/pits/{pit}/events")).IsSuccessStatusCode, "the permitted pit's events are seen");
            (await EventsAsync(limited, pit, "")).Length.ShouldBe(role == Roles.Staff ? 1 : 0);
            var seen = await limited.GetFromJsonAsync<JsonElement>($"/api/pits/{pit}");
            seen.GetProperty("license_status").GetString().ShouldBe(role == Roles.Staff ? "suspended" : null);
            seen.GetProperty("license_reason").GetString().ShouldBe(role == Roles.Staff ? "payment_overdue" : null);
        }

        (await registry.OtherOwner.GetAsync($"/api/pits/{pit}/events")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await registry.Owner.GetAsync($"/api/pits/{pit}/events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(int Pit, string Device)> DeviceInNewPitAsync(int pitNumber)
    {
        var id = await registry.RegisterDeviceAsync(pitNumber);
        return ((await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}")).GetProperty("pit_id").GetInt32(), id);
    }

    private static async Task<JsonElement[]> EventsAsync(HttpClient client, int pit, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/pits/{pit}/events{query}")).GetProperty("items").EnumerateArray()];
}
