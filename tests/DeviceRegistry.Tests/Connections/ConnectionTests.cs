using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Connections;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Connections;

public sealed class ConnectionTests(RegistryFixture registry)
{
    [Fact]
    public async Task Device_that_never_came_says_so()
    {
        var seen = await SeenAsync(await registry.RegisterDeviceAsync());
        seen.EnumerateObject().Select(p => p.Name).ShouldBe(["device_id", "ever_connected", "first_connected_at", "connected_at", "last_message_at", "refusals"]);
        seen.GetProperty("ever_connected").GetBoolean().ShouldBeFalse();
        seen.GetProperty("connected_at").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("refusals").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task First_and_newest_connection_are_kept_in_whatever_order_they_are_told()
    {
        var id = await registry.RegisterDeviceAsync();
        var now = registry.Time.GetUtcNow();
        foreach (var at in new[] { now, now.AddMinutes(-5), now.AddMinutes(-1) })
            await registry.Bus.PublishAsync(new DevicesConnected([new DeviceConnected(id, at), new DeviceConnected("UNKNOWN", at)]));
        var seen = await Eventually.BecomesAsync(
            () => SeenAsync(id), s => s.GetProperty("first_connected_at") is { ValueKind: JsonValueKind.String } first && first.GetDateTimeOffset() < now.AddMinutes(-4), "the oldest is told");
        seen.GetProperty("ever_connected").GetBoolean().ShouldBeTrue();
        await Eventually.BecomesTrueAsync(async () => (await SeenAsync(id)).GetProperty("connected_at").GetDateTimeOffset() > now.AddSeconds(-1), "the newest counts");
    }

    [Fact]
    public async Task Refusals_are_shown_newest_first_and_counted_within_the_hour()
    {
        var id = await registry.RegisterDeviceAsync();
        var hour = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        await RefuseAsync(new(id, "wrong_password", "", 1, hour.AddMinutes(1)), new("UNKNOWN", "wrong_password", "", 1, hour));
        await RefuseAsync(new(id, "wrong_password", "", 7, hour.AddMinutes(2)), new(id, "wrong_topic", "publish workshop/x/pit/pit2/sensors", 2, hour.AddMinutes(30)));
        await RefuseAsync(new DeviceConnectionRefused(id, "wrong_password", "", 3, hour.AddMinutes(61)));

        var refusals = (await SeenAsync(id)).GetProperty("refusals").EnumerateArray()
            .Select(r => (r.GetProperty("at").GetDateTimeOffset(), r.GetProperty("reason").GetString(), r.GetProperty("detail").GetString(), r.GetProperty("count").GetInt64()));
        refusals.ShouldBe(
        [
            (hour.AddMinutes(61), "wrong_password", "", 3),
            (hour.AddMinutes(30), "wrong_topic", "publish workshop/x/pit/pit2/sensors", 2),
            (hour.AddMinutes(2), "wrong_password", "", 8),
        ]);
    }

    [Fact]
    public async Task Device_keeps_its_newest_fifty_refusals_and_others_keep_theirs()
    {
        var (loud, quiet) = (await registry.RegisterDeviceAsync(), await registry.RegisterDeviceAsync());
        var start = registry.Time.GetUtcNow();
        await RefuseAsync(new DeviceConnectionRefused(quiet, "wrong_password", "", 1, start.AddDays(-1)));
        await RefuseAsync([.. Enumerable.Range(0, 70).Select(i => new DeviceConnectionRefused(loud, "wrong_client_id", $"guess-{i}", 1, start.AddSeconds(i)))]);
        await RefuseAsync(new DeviceConnectionRefused(loud, "wrong_client_id", "guess-70", 1, start.AddSeconds(70)));

        (await SeenAsync(loud)).GetProperty("refusals").EnumerateArray().Select(r => r.GetProperty("detail").GetString())
            .ShouldBe(Enumerable.Range(21, 50).Reverse().Select(i => $"guess-{i}"));
        (await registry.ScalarAsync<long>("select count(*) from connection_refusals join devices using (device_number) where device_id = @loud", new { loud })).ShouldBe(50);
        (await SeenAsync(quiet)).GetProperty("refusals").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Refusal_that_is_told_shows_up()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.Bus.PublishAsync(new DeviceConnectionsRefused([new DeviceConnectionRefused(id, "wrong_password", "", 4, registry.Time.GetUtcNow())]));
        await Eventually.BecomesTrueAsync(async () => (await SeenAsync(id)).GetProperty("refusals").GetArrayLength() == 1, "the refusal is shown");
    }

    private Task RefuseAsync(params DeviceConnectionRefused[] refusals) => registry.InTransactionAsync(t => ConnectionStore.RefusedAsync(t, refusals));

    private async Task<JsonElement> SeenAsync(string id) => await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/connection");
}
