using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.Contracts.Telemetry;
using Platform.DeviceRegistry.Presence;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Presence;

public sealed class PresenceFlowTests(RegistryFixture registry)
{
    [Fact]
    public async Task Birth_makes_device_online_and_tells_so()
    {
        var online = await registry.Bus.ListenAsync<DeviceOnline>();
        var id = await registry.RegisterDeviceAsync();
        await registry.BirthAsync(id);
        await IsOnlineAsync(id, expected: true);
        (await online.FirstAsync(e => e.DeviceId == id)).TenantId.ShouldBe(1);
        var status = await registry.StatusAsync(id);
        (status.GetProperty("firmware").GetString(), status.GetProperty("boot").GetInt64()).ShouldBe(("1.0.0", 7));
        status.GetProperty("presence").GetProperty("reported_status").GetString().ShouldBe("online");
    }

    [Fact]
    public async Task Silence_of_a_minute_takes_device_offline_once()
    {
        var offline = await registry.Bus.ListenAsync<DeviceOffline>();
        var id = await registry.RegisterDeviceAsync();
        var seenAt = registry.Time.GetUtcNow();
        await SeenAsync(seenAt, id);
        await IsOnlineAsync(id, expected: true);
        await SweepAsync(seenAt.AddSeconds(59));
        await IsOnlineAsync(id, expected: true);
        registry.Time.Advance(TimeSpan.FromSeconds(61));
        await SweepAsync(registry.Time.GetUtcNow());
        await SweepAsync(registry.Time.GetUtcNow());
        await IsOnlineAsync(id, expected: false);
        var told = await offline.FirstAsync(e => e.DeviceId == id);
        told.Reason.ShouldBe("silence");
        told.LastSeenAt.ShouldBe(seenAt, TimeSpan.FromMilliseconds(1));
        (await HistoryAsync(id)).ShouldBe(2);
    }

    [Fact]
    public async Task Device_that_reports_stays_online_past_the_first_minute()
    {
        var id = await registry.RegisterDeviceAsync();
        var start = registry.Time.GetUtcNow();
        await SeenAsync(start, id);
        await SeenAsync(start.AddSeconds(50), id);
        await SweepAsync(start.AddSeconds(61));
        await IsOnlineAsync(id, expected: true);
        await SweepAsync(start.AddSeconds(109));
        await IsOnlineAsync(id, expected: true);
        await SweepAsync(start.AddSeconds(110));
        await IsOnlineAsync(id, expected: false);
    }

    [Fact]
    public async Task Last_will_takes_device_offline_at_once_and_a_later_reading_brings_it_back()
    {
        var offline = await registry.Bus.ListenAsync<DeviceOffline>();
        var id = await registry.RegisterDeviceAsync();
        var start = registry.Time.GetUtcNow();
        await SeenAsync(start, id);
        await IsOnlineAsync(id, expected: true);
        await registry.Bus.PublishAsync(new DeviceStatusReported(id, "offline", "connection_lost", null, null, null, start.AddSeconds(1)));
        (await offline.FirstAsync(e => e.DeviceId == id)).Reason.ShouldBe("connection_lost");
        await SeenAsync(start.AddSeconds(0.5), id);
        await IsOnlineAsync(id, expected: false);
        await SeenAsync(start.AddSeconds(2), id);
        await IsOnlineAsync(id, expected: true);
    }

    [Fact]
    public async Task Last_will_of_a_former_connection_changes_nothing()
    {
        var id = await registry.RegisterDeviceAsync();
        var now = registry.Time.GetUtcNow();
        await SeenAsync(now, id);
        await registry.InTransactionAsync(async t => (await PresenceStore.WillAsync(t, id, "connection_lost", now.AddSeconds(-1), now)).ShouldBeEmpty());
        await IsOnlineAsync(id, expected: true);
    }

    [Fact]
    public async Task Thousands_of_devices_are_noted_in_one_message()
    {
        var id = await registry.RegisterDeviceAsync();
        var now = registry.Time.GetUtcNow();
        var many = Enumerable.Range(0, 3000).Select(i => new DeviceSeen($"UNKNOWN-{i}", now)).Append(new DeviceSeen(id, now)).Append(new DeviceSeen(id, now.AddSeconds(-5))).ToList();
        await registry.Bus.PublishAsync(new DevicesSeen(many));
        await IsOnlineAsync(id, expected: true);
        var status = await registry.StatusAsync(id);
        status.GetProperty("last_reading_at").GetDateTimeOffset().ShouldBe(now, TimeSpan.FromMilliseconds(1));
        await SeenAsync(now.AddSeconds(-3), id);
        (await registry.StatusAsync(id)).GetProperty("last_reading_at").GetDateTimeOffset().ShouldBe(now, TimeSpan.FromMilliseconds(1), "times only go forward");
    }

    [Fact]
    public async Task Disabled_device_is_shown_as_disabled()
    {
        var id = await registry.RegisterDeviceAsync(pitNumber: 3);
        await registry.BirthAsync(id, "disabled");
        await Eventually.BecomesTrueAsync(async () =>
        {
            var pits = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<JsonElement>(registry.Owner, "/api/pits");
            return pits.GetProperty("items").EnumerateArray().Any(p => p.GetProperty("device_id").GetString() == id && p.GetProperty("status").GetString() == "disabled");
        }, "the pit shows disabled");
    }

    [Fact]
    public async Task History_pages_newest_first_also_where_times_are_the_same()
    {
        var id = await registry.RegisterDeviceAsync();
        var start = registry.Time.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            await SeenAsync(start.AddMinutes(i), id);
            await registry.InTransactionAsync(t => PresenceStore.WillAsync(t, id, "connection_lost", start.AddMinutes(i), start.AddMinutes(i)));
        }

        var changes = new List<(DateTimeOffset, bool)>();
        string? cursor = null;
        do
        {
            var page = await PresenceAsync(id, $"limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            changes.AddRange(page.GetProperty("items").EnumerateArray().Select(c => (c.GetProperty("at").GetDateTimeOffset(), c.GetProperty("online").GetBoolean())));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        changes.Select(c => c.Item2).ShouldBe([false, true, false, true, false, true]);
        changes.Select(c => c.Item1).ShouldBeInOrder(SortDirection.Descending);

        var middle = await PresenceAsync(id, $"from={Uri.EscapeDataString($"{start.AddSeconds(30):O}")}&to={Uri.EscapeDataString($"{start.AddSeconds(90):O}")}");
        middle.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("reason").GetString()).ShouldBe(["connection_lost", "heard"]);
        (await registry.Owner.GetAsync($"/api/devices/{id}/presence?cursor=x")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> PresenceAsync(string id, string query) =>
        await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<JsonElement>(registry.Owner, $"/api/devices/{id}/presence?{query}");

    private Task SweepAsync(DateTimeOffset now) => registry.Services.GetRequiredService<PresenceSweep>().RunOnceAsync(now, CancellationToken.None);

    /// <summary>The statement of the consumer, with a now of the test's own.</summary>
    private Task SeenAsync(DateTimeOffset at, string id) =>
        registry.InTransactionAsync(t => PresenceStore.SeenAsync(t, [id], [at.ToUniversalTime()], byReading: true, at));

    private Task IsOnlineAsync(string id, bool expected) => Eventually.BecomesTrueAsync(
        async () => (await registry.StatusAsync(id)).GetProperty("presence").GetProperty("online").GetBoolean() == expected, $"{id} is {(expected ? "online" : "offline")}", TimeSpan.FromSeconds(5));

    private Task<long> HistoryAsync(string id) =>
        registry.ScalarAsync<long>("select count(*) from presence_changes join devices using (device_number) where device_id = @id", new { id });
}
