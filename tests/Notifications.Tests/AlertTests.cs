using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Access;
using Platform.Contracts.Identity;
using Platform.Contracts.Notifications;
using Platform.Contracts.Telemetry;
using Platform.Notifications.Alerts;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Notifications.Tests;

/// <summary>The life of an alert, from Telemetry's word to what people see.</summary>
public sealed class AlertTests(NotificationsFixture notifications)
{
    private DateTimeOffset Now => notifications.Time.GetUtcNow();

    internal static ThresholdCrossed Crossed(int tenant, string device, long version, string type = "high_aqi", string severity = "warning", double value = 160, double limit = 150, int? pit = 5, string subject = "aqi", int? repeat = null) =>
        new(device, tenant, pit, pit is null ? null : $"pit{pit}", subject, type, severity, value, limit, IsAbove: true, repeat, version, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    internal static ThresholdCleared Cleared(int tenant, string device, long version, int? pit = 5, string subject = "aqi") =>
        new(device, tenant, pit, subject, "high_aqi", 100, "recovered", version, DateTimeOffset.UnixEpoch);

    /// <summary>Alerts of a device, as its owner sees them, once they are as expected.</summary>
    internal static async Task<IReadOnlyList<JsonElement>> OfAsync(NotificationsFixture notifications, int tenant, string device, Func<IReadOnlyList<JsonElement>, bool> holds)
    {
        using var owner = notifications.ClientOf(Roles.Owner, tenant, NotificationsFixture.OwnerOf(tenant).UserId);
        return await Eventually.BecomesAsync<IReadOnlyList<JsonElement>>(
            async () => [.. (await owner.GetFromJsonAsync<JsonElement>($"/api/alerts?device_id={device}")).GetProperty("items").EnumerateArray()], holds, $"alerts of {device} are as expected");
    }

    [Fact]
    public async Task Alert_is_raised_once_gets_worse_in_place_eases_and_clears()
    {
        var tenant = NotificationsFixture.NewTenant();
        var raised = await notifications.Bus.ListenAsync<AlertRaised>();
        var message = Guid.NewGuid();
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-1", 1), message);
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-1", 1), message);
        await OfAsync(notifications, tenant, "D-1", a => a is [var one] && Text(one, "severity") == "warning");
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-1", 2, "critical_aqi", "critical", 210, 200));
        var worse = (await OfAsync(notifications, tenant, "D-1", a => a is [var one] && Text(one, "severity") == "critical"))[0];
        Text(worse, "message").ShouldBe("Paint booth: AQI 210 is above 200.");
        (Text(worse, "pit_code"), Text(worse, "pit_name")).ShouldBe(("pit5", "Paint booth"));
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-1", 3, value: 170));
        await OfAsync(notifications, tenant, "D-1", a => a is [var one] && Text(one, "alert_type") == "high_aqi");
        await notifications.Bus.PublishAsync(Cleared(tenant, "D-1", 4));
        await OfAsync(notifications, tenant, "D-1", a => a is [var one] && Text(one, "status") == "cleared");
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-1", 5));
        var both = await OfAsync(notifications, tenant, "D-1", a => a.Count == 2);

        // The event follows the commit that the list shows.
        await Eventually.BecomesTrueAsync(() => raised.All.Count(e => e.DeviceId == "D-1" && e.TenantId == tenant) >= 3, "all three were told");
        raised.All.Where(e => e.DeviceId == "D-1").Select(e => e.Severity).ShouldBe(["warning", "critical", "warning"]);
        using var owner = notifications.ClientOf(Roles.Owner, tenant, 1000 + tenant);
        var details = await owner.GetFromJsonAsync<JsonElement>($"/api/alerts/{both[1].GetProperty("alert_id").GetInt64()}");
        details.GetProperty("history").EnumerateArray().Select(c => Text(c, "change")).ShouldBe(["raised", "worsened", "eased", "cleared"]);
    }

    /// <summary>Whatever the order of the events, what is newest counts.</summary>
    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(1, 3, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(3, 2, 1)]
    public async Task Events_in_any_order_end_in_the_same_state(int first, int second, int third)
    {
        var (tenant, device) = (NotificationsFixture.NewTenant(), $"P-{first}{second}{third}");
        var messages = new List<Guid>();
        foreach (var version in new[] { first, second, third })
        {
            messages.Add(Guid.NewGuid());
            if (version == 2) await notifications.Bus.PublishAsync(Cleared(tenant, device, 2), messages[^1]);
            else await notifications.Bus.PublishAsync(Crossed(tenant, device, version, version == 3 ? "critical_aqi" : "high_aqi", version == 3 ? "critical" : "warning"), messages[^1]);
        }

        await Eventually.BecomesAsync(
            async () =>
            {
                await using var connection = await notifications.Database.OpenConnectionAsync();
                return await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select count(*) from inbox_messages where consumer = 'threshold' and message_id = any(@ids)", new { ids = messages.ToArray() });
            }, done => done == 3, "all three are done");
        var alerts = await OfAsync(notifications, tenant, device, _ => true);
        alerts.Where(a => Text(a, "status") == "open").ShouldHaveSingleItem().GetProperty("alert_type").GetString().ShouldBe("critical_aqi");
    }

    [Fact]
    public async Task Acknowledgement_is_one_persons_and_a_worse_alert_asks_again()
    {
        var tenant = NotificationsFixture.NewTenant();
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-2", 1));
        var id = (await OfAsync(notifications, tenant, "D-2", a => a.Count == 1))[0].GetProperty("alert_id").GetInt64();
        using var owner = notifications.ClientOf(Roles.Owner, tenant, 1000 + tenant);
        (await owner.PostAsJsonAsync($"/api/alerts/{id}/acknowledge", new { note = new string('x', 501) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var taken = await owner.PostAsJsonAsync($"/api/alerts/{id}/acknowledge", new { note = "Fan is on" });
        var alert = await taken.Content.ReadFromJsonAsync<JsonElement>();
        (Text(alert, "status"), Text(alert, "note"), alert.GetProperty("acknowledged_by").GetInt64()).ShouldBe(("acknowledged", "Fan is on", 1000 + tenant));
        (await owner.PostAsJsonAsync($"/api/alerts/{id}/acknowledge", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await notifications.Bus.PublishAsync(Crossed(tenant, "D-2", 2, "critical_aqi", "critical"));
        await OfAsync(notifications, tenant, "D-2", a => a is [var one] && Text(one, "status") == "open" && one.GetProperty("acknowledged_by").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Staff_see_their_pits_customers_nothing_and_another_tenant_finds_none()
    {
        var tenant = NotificationsFixture.NewTenant();
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-3", 1, pit: 31));
        await notifications.Bus.PublishAsync(Crossed(tenant, "D-4", 1, pit: 32));
        await OfAsync(notifications, tenant, "D-4", a => a.Count == 1);
        var mine = (await OfAsync(notifications, tenant, "D-3", a => a.Count == 1))[0].GetProperty("alert_id").GetInt64();
        var other = (await OfAsync(notifications, tenant, "D-4", a => a.Count == 1))[0].GetProperty("alert_id").GetInt64();
        var user = 50_000L + tenant;
        await notifications.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(user, tenant, [31], 1), Now));
        var access = notifications.Services.GetRequiredService<PitAccess>();
        await Eventually.BecomesTrueAsync(() => access.MaySee(new Caller($"{user}", Roles.Staff, tenant, null, []), tenant, 31), "the permission is known");

        using var staff = notifications.ClientOf(Roles.Staff, tenant, user);
        (await staff.GetFromJsonAsync<JsonElement>("/api/alerts")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("alert_id").GetInt64().ShouldBe(mine);
        (await staff.GetAsync($"/api/alerts/{other}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await staff.PostAsJsonAsync($"/api/alerts/{other}/acknowledge", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await staff.PostAsJsonAsync($"/api/alerts/{mine}/acknowledge", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await notifications.ClientOf(Roles.Customer, tenant, user).GetAsync("/api/alerts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await notifications.OtherOwner.GetAsync($"/api/alerts/{mine}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var admin = notifications.ClientOf(Roles.Admin);
        (await admin.GetAsync($"/api/alerts/{other}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Noise_report_counts_by_rule()
    {
        var tenant = NotificationsFixture.NewTenant();
        for (var n = 0; n < 3; n++)
        {
            await notifications.Bus.PublishAsync(Crossed(tenant, "D-5", (2 * n) + 1));
            await OfAsync(notifications, tenant, "D-5", a => a.Count == n + 1);
            await notifications.Bus.PublishAsync(Cleared(tenant, "D-5", (2 * n) + 2));
            await OfAsync(notifications, tenant, "D-5", a => Text(a[0], "status") == "cleared");
        }

        using var owner = notifications.ClientOf(Roles.Owner, tenant, 1000 + tenant);
        var rule = (await owner.GetFromJsonAsync<JsonElement>("/api/alerts/noise")).GetProperty("rules").EnumerateArray().ShouldHaveSingleItem();
        (rule.GetProperty("raised").GetInt64(), rule.GetProperty("flapping").GetInt64(), rule.GetProperty("acknowledged_share").GetDouble()).ShouldBe((3, 2, 0));
        (await owner.GetAsync("/api/alerts/noise?month=2026-13")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("70 90 90 90 90 90 90", "-false - - - - - true", 60)]
    [InlineData("90 70 90 90", "- false - -", 120)]
    [InlineData("86 86 84 80 86", "true - - false true", 0)]
    public void Server_is_too_busy_only_after_its_time(string values, string turns, int seconds)
    {
        var mark = new HighMark(80 + (seconds == 0 ? 5 : 0), seconds == 0 ? 3 : 10, TimeSpan.FromSeconds(seconds));
        var told = values.Split(' ').Select((v, n) => mark.Look(double.Parse(v), DateTimeOffset.UnixEpoch.AddSeconds(12 * n))).Select(t => t is null ? "-" : t.Value ? "true" : "false");
        string.Join(' ', told).ShouldBe(turns.Replace("-false", "false"));
    }

    [Fact]
    public void Cpu_times_are_read_as_the_kernel_writes_them() =>
        ServerWatch.CpuTimes("cpu  100 5 50 800 40 1 2 2 0 0\ncpu0 1 1 1 1 1 1 1 1").ShouldBe((160, 1000));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
