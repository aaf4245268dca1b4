using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Telemetry;
using Platform.DeviceProtocol;
using Platform.ServiceDefaults.Security;
using Platform.Telemetry.Ingest;
using Platform.Telemetry.Rules;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

/// <summary>From a reading, or from silence, to the event that something is wrong.</summary>
public sealed class AlertTests(TelemetryFixture fixture)
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Fact]
    public async Task Dangerous_air_is_told_once_as_critical_then_eased_then_cleared()
    {
        var device = await fixture.AddDeviceAsync();
        var (crossed, cleared) = await ListenAsync();
        await SendAsync(device, 50, 210, 215, 220, 170, 130);

        (await cleared.FirstAsync(e => e.DeviceId == device.Id)).ShouldSatisfyAllConditions(e => e.Subject.ShouldBe("aqi"), e => e.Version.ShouldBe(3), e => e.Value.ShouldBe(130), e => e.Reason.ShouldBe("recovered"));
        var told = crossed.All.Where(e => e.DeviceId == device.Id).ToArray();
        told.Select(e => (e.AlertType, e.Severity, e.Value, e.Limit, e.Version)).ShouldBe([("critical_aqi", "critical", 210, 200, 1L), ("high_aqi", "warning", 170, 150, 2L)]);
        told[0].PitId.ShouldBe(device.Facts.PitId);
    }

    [Fact]
    public async Task Late_and_repeated_readings_raise_nothing()
    {
        var device = await fixture.AddDeviceAsync();
        var (crossed, _) = await ListenAsync();
        await fixture.PublishAsync(device, device.Reading(Now.AddHours(-1), seq: 1, aqi: 300));
        await fixture.PublishAsync(device, device.Reading(Now, seq: 2, aqi: 40));
        await fixture.PublishAsync(device, device.Reading(Now.AddSeconds(-30), seq: 3, aqi: 300));
        var hot = device.Reading(Now, seq: 4, temperature: 41);
        await fixture.PublishAsync(device, hot);
        await fixture.PublishAsync(device, hot);

        await crossed.FirstAsync(e => e.DeviceId == device.Id);
        await fixture.BecomesStoredAsync(device, 4);
        crossed.All.Where(e => e.DeviceId == device.Id).Select(e => e.AlertType).ShouldBe(["temp_out_of_range"]);
    }

    /// <summary>A new store is what a restarted process, or another replica, has: nothing in memory.</summary>
    [Fact]
    public async Task Restart_neither_raises_twice_nor_loses_the_end()
    {
        var device = await fixture.AddDeviceAsync();
        var (crossed, cleared) = await ListenAsync();
        await WriteAsync(NewStore(), Row(device, 1, 210));
        await WriteAsync(NewStore(), Row(device, 2, 195), Row(device, 3, 212));
        await WriteAsync(NewStore(), Row(device, 4, 20));
        await WriteAsync(NewStore(), Row(device, 5, 205));

        await crossed.FirstAsync(e => e.DeviceId == device.Id && e.Version == 3);
        crossed.All.Where(e => e.DeviceId == device.Id).Select(e => e.Version).ShouldBe([1, 3]);
        (await cleared.FirstAsync(e => e.DeviceId == device.Id)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Batch_that_is_not_committed_is_judged_anew()
    {
        var device = await fixture.AddDeviceAsync();
        var (crossed, _) = await ListenAsync();
        var store = NewStore();
        await WriteAsync(store, Row(device, 1, 20));
        using (var gone = new CancellationTokenSource())
        {
            var batch = new Batch();
            batch.Rows.Add(Row(device, 2, 300));
            await fixture.ExecuteAsync("alter table outbox_messages rename to outbox_messages_away");
            await Should.ThrowAsync<Npgsql.PostgresException>(store.WriteAsync(batch, Now, gone.Token));
            await fixture.ExecuteAsync("alter table outbox_messages_away rename to outbox_messages");
            await store.WriteAsync(batch, Now, gone.Token);
        }

        (await crossed.FirstAsync(e => e.DeviceId == device.Id)).AlertType.ShouldBe("critical_aqi");
    }

    [Fact]
    public async Task Silent_device_is_told_after_its_time_and_the_end_when_it_is_back()
    {
        var device = await fixture.AddDeviceAsync();
        var (crossed, cleared) = await ListenAsync();
        var lastSeen = Now.AddSeconds(-60);
        await fixture.Bus.PublishAsync(new DeviceOffline(device.Id, 1, device.Facts.PitId, "silence", lastSeen, Now));
        var offline = await crossed.FirstAsync(e => e.DeviceId == device.Id);
        offline.ShouldSatisfyAllConditions(e => e.AlertType.ShouldBe("device_offline"), e => e.Subject.ShouldBe("presence"), e => e.Value.ShouldBeGreaterThanOrEqualTo(60), e => e.Limit.ShouldBe(60));

        await fixture.Bus.PublishAsync(new DeviceOnline(device.Id, 1, device.Facts.PitId, Now));
        (await cleared.FirstAsync(e => e.DeviceId == device.Id)).ShouldSatisfyAllConditions(e => e.Reason.ShouldBe("recovered"), e => e.Version.ShouldBe(2));
        crossed.All.Count(e => e.DeviceId == device.Id).ShouldBe(1);
    }

    [Fact]
    public async Task Rule_of_the_tenant_counts_at_once_and_its_end_ends_the_alert()
    {
        var device = await fixture.AddDeviceAsync();
        var (crossed, cleared) = await ListenAsync();
        using var owner = fixture.Owner();
        using var made = await owner.PostAsJsonAsync("/api/alert-rules", new { alert_type = "too_dry", pit_id = device.Facts.PitId, kind = "threshold", measure = "humidity", below = 55, severity = "info" });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var rule = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("rule_id").GetInt64();
        await UntilAsync(device, () => crossed.All.Any(e => e.DeviceId == device.Id));
        crossed.All.First(e => e.DeviceId == device.Id).ShouldSatisfyAllConditions(e => e.AlertType.ShouldBe("too_dry"), e => e.IsAbove.ShouldBeFalse(), e => e.Severity.ShouldBe("info"));

        (await owner.DeleteAsync($"/api/alert-rules/{rule}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await UntilAsync(device, () => cleared.All.Any(e => e.DeviceId == device.Id));
        cleared.All.First(e => e.DeviceId == device.Id).Reason.ShouldBe("rule_changed");
    }

    [Theory]
    [InlineData("""{"alert_type":"X","kind":"threshold","measure":"aqi","above":5,"severity":"warning"}""", "alert_type")]
    [InlineData("""{"alert_type":"own","kind":"other","severity":"warning"}""", "kind")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"noise","above":5,"severity":"warning"}""", "measure")]
    [InlineData("""{"alert_type":"high_aqi","kind":"threshold","measure":"humidity","above":5,"severity":"warning"}""", "measure")]
    [InlineData("""{"alert_type":"device_offline","kind":"threshold","measure":"aqi","above":5,"severity":"warning"}""", "kind")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","severity":"warning"}""", "above")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","above":501,"severity":"warning"}""", "above")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","above":150,"above_clear":151,"severity":"warning"}""", "above_clear")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","below":50,"below_clear":49,"severity":"warning"}""", "below_clear")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","below":50,"above":40,"severity":"warning"}""", "below")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","above":5,"severity":"urgent"}""", "severity")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","above":5,"severity":"info","for_seconds":3601}""", "for_seconds")]
    [InlineData("""{"alert_type":"own","kind":"threshold","measure":"aqi","above":5,"severity":"info","repeat_minutes":1}""", "repeat_minutes")]
    [InlineData("""{"alert_type":"own","kind":"no_data","severity":"info","silent_seconds":59}""", "silent_seconds")]
    [InlineData("""{"alert_type":"own","kind":"no_data","severity":"info","silent_seconds":90,"measure":"aqi"}""", "measure")]
    public async Task Rule_that_makes_no_sense_is_refused_with_the_field(string body, string field)
    {
        using var owner = fixture.Owner();
        using var answer = await owner.PostAsync("/api/alert-rules", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Defaults_are_listed_until_the_tenant_has_a_rule_of_that_type_and_only_for_itself()
    {
        using var owner = fixture.Owner(2);
        // Other tests of this tenant make rules of other types.
        (await TypesAsync(owner)).Where(t => t.Item2).ShouldBe([("critical_aqi", true), ("high_aqi", true), ("temp_out_of_range", true), ("humidity_high", true), ("device_offline", true)]);
        var body = new { alert_type = "humidity_high", kind = "threshold", measure = "humidity", above = 80, severity = "warning" };
        using var made = await owner.PostAsJsonAsync("/api/alert-rules", body);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("rule_id").GetInt64();

        (await TypesAsync(owner)).ShouldContain(("humidity_high", false));
        (await TypesAsync(owner)).ShouldNotContain(("humidity_high", true));
        (await owner.PostAsJsonAsync("/api/alert-rules", body)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var stranger in new[] { fixture.Owner(1), fixture.Owner(3) })
        {
            (await stranger.GetAsync($"/api/alert-rules/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.PutAsJsonAsync($"/api/alert-rules/{id}", body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.DeleteAsync($"/api/alert-rules/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        using var admin = fixture.ClientOf(Roles.Admin);
        (await admin.PostAsJsonAsync("/api/alert-rules", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "an admin must say for whom");
        (await admin.DeleteAsync($"/api/alert-rules/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task<(string, bool)[]> TypesAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/alert-rules")).GetProperty("items").EnumerateArray().Select(r => (r.GetProperty("alert_type").GetString()!, r.GetProperty("is_default").GetBoolean()))];

    private async Task<(Heard<ThresholdCrossed> Crossed, Heard<ThresholdCleared> Cleared)> ListenAsync() =>
        (await fixture.Bus.ListenAsync<ThresholdCrossed>(), await fixture.Bus.ListenAsync<ThresholdCleared>());

    private async Task SendAsync(TestDevice device, params double[] values)
    {
        var seq = 0;
        foreach (var aqi in values) await fixture.PublishAsync(device, device.Reading(Now, ++seq, aqi: aqi));
    }

    /// <summary>Sends readings until it holds: other rules are known a moment later.</summary>
    private async Task UntilAsync(TestDevice device, Func<bool> holds)
    {
        var seq = 1000;
        await Eventually.BecomesTrueAsync(async () =>
        {
            await fixture.PublishAsync(device, device.Reading(Now, ++seq));
            return holds();
        }, "the rule is judged by");
    }

    private BatchStore NewStore() => ActivatorUtilities.CreateInstance<BatchStore>(fixture.Services, new ViolationThrottle(), ActivatorUtilities.CreateInstance<RuleWatch>(fixture.Services));

    private async Task WriteAsync(BatchStore store, params ReadingRow[] rows)
    {
        var batch = new Batch();
        batch.Rows.AddRange(rows);
        await store.WriteAsync(batch, Now, CancellationToken.None);
    }

    private ReadingRow Row(TestDevice device, long seq, double aqi)
    {
        var values = default(ReadingValues);
        values[0] = 24;
        values[1] = 50;
        values[2] = aqi;
        values[3] = values[4] = double.NaN;
        return new ReadingRow(ReadingKind.Environment, fixture.Directory.Find(device.Id)!, Now, TimeSource.Device, seq, Now, values);
    }
}
