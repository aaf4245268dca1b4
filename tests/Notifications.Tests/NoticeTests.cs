using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Notifications;
using Platform.Notifications.Alerts;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Notifications.Tests;

/// <summary>Who hears of an alert: the owner once, again while nobody reacts, others by the chain, and a flood in one summary.</summary>
public sealed class NoticeTests(NotificationsFixture notifications)
{
    [Fact]
    public async Task Critical_alert_reaches_the_owners_phone_once()
    {
        var tenant = NotificationsFixture.NewTenant();
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "N-1", 1, "critical_aqi", "critical", 210, 200));
        var sms = await notifications.FirstSentToAsync(NotificationsFixture.OwnerOf(tenant).Phone);
        sms.GetProperty("text").GetString()!.ShouldStartWith("Dangerous air (Paint booth): AQI 210, limit 200. http://127.0.0.1/alerts/");

        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "N-1", 2, "high_aqi", "warning", 170));
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "N-1", 3, "critical_aqi", "critical", 215, 200));
        await notifications.Bus.PublishAsync(AlertTests.Cleared(tenant, "N-1", 4));
        await Eventually.BecomesAsync(() => AppAsync(tenant), m => m.Count == 2, "the end is read in the app");
        (await AppAsync(tenant)).Select(m => m.GetProperty("kind").GetString()).ShouldBe(["alert_cleared", "alert_raised"]);
        (await notifications.SentToAsync(NotificationsFixture.OwnerOf(tenant).Phone)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Thousand_flapping_devices_are_five_messages_and_one_summary()
    {
        const int Devices = 1000;
        var tenant = NotificationsFixture.NewTenant();
        for (var n = 0; n < Devices; n++) await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, $"F-{tenant}-{n}", 1));
        for (var n = 0; n < Devices; n++) await notifications.Bus.PublishAsync(AlertTests.Cleared(tenant, $"F-{tenant}-{n}", 2));
        for (var n = 0; n < Devices; n++) await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, $"F-{tenant}-{n}", 3));
        await WaitingAsync(tenant, w => w.Alerts >= Devices && w.Open == Devices && w.Notices == 0);
        var phone = NotificationsFixture.OwnerOf(tenant).Phone;
        await Eventually.BecomesAsync(() => notifications.SentToAsync(phone), m => m.Count == 5, "five go out");

        await notifications.ExecuteAsync("update alert_floods set started_at = started_at - interval '10 minutes' where tenant_id = @tenant", new { tenant });

        var summary = await Eventually.BecomesAsync(() => notifications.SentToAsync(phone), m => m.Count == 6, "one summary");
        summary[0].GetProperty("text").GetString()!.ShouldMatch(@"^Bad air: \d+ more alerts within 10 minutes\. http");
        (await AppAsync(tenant)).Count.ShouldBeLessThanOrEqualTo(11, "five begun, five ended, one summary");
    }

    [Fact]
    public async Task Chain_wakes_others_until_somebody_acknowledges()
    {
        var tenant = NotificationsFixture.Tenant;
        using var owner = notifications.Owner;
        (await owner.PutAsJsonAsync("/api/escalation", Chain(99))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "nobody of the workshop");
        (await owner.PutAsJsonAsync("/api/escalation", Chain(21))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "E-1", 1, "critical_aqi", "critical", 210, 200));
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "E-2", 1, "high_aqi", "warning"));
        var alert = (await AlertTests.OfAsync(notifications, tenant, "E-1", a => a.Count == 1))[0].GetProperty("alert_id").GetInt64();
        await AlertTests.OfAsync(notifications, tenant, "E-2", a => a.Count == 1);

        await DueAsync();
        (await notifications.FirstSentToAsync("+66899999921")).GetProperty("text").GetString()!.ShouldStartWith("ยังไม่มีใครตอบ");
        (await owner.PostAsJsonAsync($"/api/alerts/{alert}/acknowledge", new { note = "on it" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await DueAsync();
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "E-3", 1, "critical_aqi", "critical", 210, 200));
        await AlertTests.OfAsync(notifications, tenant, "E-3", a => a.Count == 1);
        await DueAsync();

        await Eventually.BecomesAsync(() => notifications.SentToAsync("+66899999921"), m => m.Count == 2, "the next alert's step");
        var history = (await owner.GetFromJsonAsync<JsonElement>($"/api/alerts/{alert}")).GetProperty("history").EnumerateArray().Select(c => c.GetProperty("change").GetString());
        history.ShouldBe(["raised", "escalated", "acknowledged"]);
        (await owner.PutAsJsonAsync("/api/escalation", new { enabled = false, min_severity = "critical", steps = Array.Empty<object>() })).StatusCode.ShouldBe(HttpStatusCode.OK);

        Task DueAsync() => notifications.ExecuteAsync("update alerts set escalate_at = @due where escalate_at is not null and tenant_id = @tenant", new { tenant, due = notifications.Time.GetUtcNow().AddMinutes(-1) });
        static object Chain(long user) => new { enabled = true, min_severity = "critical", steps = new[] { new { after_minutes = 5, user_ids = new[] { user }, channels = new[] { "sms" } }, new { after_minutes = 15, user_ids = new[] { user }, channels = new[] { "sms" } } } };
    }

    [Fact]
    public async Task Alert_that_nobody_takes_on_is_told_again_when_the_rule_says_so()
    {
        var tenant = NotificationsFixture.NewTenant();
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "R-1", 1, "critical_aqi", "critical", 210, 200, repeat: 30));
        await notifications.FirstSentToAsync(NotificationsFixture.OwnerOf(tenant).Phone);
        await notifications.ExecuteAsync("update alerts set repeat_at = now() - interval '1 minute' where tenant_id = @tenant", new { tenant });
        var sms = await Eventually.BecomesAsync(() => notifications.SentToAsync(NotificationsFixture.OwnerOf(tenant).Phone), m => m.Count == 2, "it is told again");
        sms[0].GetProperty("text").GetString()!.ShouldStartWith("Still open: Dangerous air");
    }

    [Fact]
    public async Task Alert_that_was_over_before_anybody_was_told_is_told_to_nobody()
    {
        var tenant = NotificationsFixture.NewTenant();
        await using (var connection = await notifications.Database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // Both at once for whoever tells people.
            var condition = new Condition(tenant, 5, "pit5", "Paint booth", "T-1", "T-1", "aqi", "high_aqi", "warning", 170, 150, IsAbove: true, RepeatMinutes: null, Version: 1);
            (await AlertState.RaiseAsync(transaction, condition, notifications.Time.GetUtcNow())).ShouldNotBeNull();
            (await AlertState.ClearAsync(transaction, tenant, "T-1", "aqi", 100, "recovered", version: 2, notifications.Time.GetUtcNow())).ShouldNotBeNull();
            await transaction.CommitAsync();
        }

        await WaitingAsync(tenant, w => w is { Alerts: 1, Notices: 0 });
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "T-2", 1));
        await Eventually.BecomesAsync(() => AppAsync(tenant), m => m.Count > 0, "the next one is told");
        (await AppAsync(tenant)).Select(m => m.GetProperty("kind").GetString()).ShouldBe(["alert_raised"]);
        await notifications.FirstSentToAsync(NotificationsFixture.OwnerOf(tenant).Phone);
        (await notifications.SentToAsync(NotificationsFixture.OwnerOf(tenant).Phone)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_wants_to_hear_nothing_of_an_alert_does_not_hear_of_its_end()
    {
        var tenant = NotificationsFixture.NewTenant();
        using var owner = notifications.ClientOf(Roles.Owner, tenant, NotificationsFixture.OwnerOf(tenant).UserId);
        var none = new { sms = false, whatsapp = false, email = false, push = false, in_app = false };
        (await owner.PutAsJsonAsync("/api/message-preferences", new { kinds = new[] { new { kind = "high_aqi", channels = none } } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "Q-1", 1));
        await WaitingAsync(tenant, w => w is { Alerts: 1, Notices: 0 });
        await notifications.Bus.PublishAsync(AlertTests.Cleared(tenant, "Q-1", 2));
        await WaitingAsync(tenant, w => w is { Open: 0, Notices: 0 });

        await notifications.Bus.PublishAsync(AlertTests.Crossed(tenant, "Q-1", 3, "critical_aqi", "critical", 210, 200));
        await Eventually.BecomesAsync(() => AppAsync(tenant), m => m.Count > 0, "what is wanted is told");
        (await AppAsync(tenant)).Select(m => m.GetProperty("kind").GetString()).ShouldBe(["alert_raised"]);
    }

    [Fact]
    public async Task Whoever_was_woken_by_the_chain_hears_that_it_is_over_and_it_is_forgotten_then()
    {
        const int Tenant = NotificationsFixture.Tenant;
        const long Woken = 21;
        using var owner = notifications.Owner;
        var steps = new[] { new { after_minutes = 5, user_ids = new[] { Woken }, channels = new[] { "in_app" } } };
        (await owner.PutAsJsonAsync("/api/escalation", new { enabled = true, min_severity = "critical", steps })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await notifications.Bus.PublishAsync(AlertTests.Crossed(Tenant, "W-1", 1, "critical_aqi", "critical", 210, 200));
        var alert = (await AlertTests.OfAsync(notifications, Tenant, "W-1", a => a.Count == 1))[0].GetProperty("alert_id").GetInt64();
        await notifications.ExecuteAsync("update alerts set escalate_at = @due where alert_id = @alert", new { alert, due = notifications.Time.GetUtcNow().AddMinutes(-1) });
        await Eventually.BecomesAsync(() => AppAsync(Tenant, Woken, alert), m => m.Count == 1, "the chain has woken somebody");

        await notifications.Bus.PublishAsync(AlertTests.Cleared(Tenant, "W-1", 2));

        await Eventually.BecomesAsync(() => AppAsync(Tenant, Woken, alert), m => m.Count == 2, "the end is told");
        (await AppAsync(Tenant, Woken, alert)).Select(m => m.GetProperty("kind").GetString()).ShouldBe(["alert_cleared", "alert_escalated"]);
        await using var connection = await notifications.Database.OpenConnectionAsync();
        (await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select count(*) from alert_told where alert_id = @alert", new { alert })).ShouldBe(0);
        (await owner.PutAsJsonAsync("/api/escalation", new { enabled = false, min_severity = "critical", steps = Array.Empty<object>() })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<IReadOnlyList<JsonElement>> AppAsync(int tenant, long userId, long alert)
    {
        using var person = notifications.ClientOf(Roles.Staff, tenant, userId);
        return [.. (await person.GetFromJsonAsync<JsonElement>("/api/messages?limit=200")).GetProperty("items").EnumerateArray().Where(m => m.GetProperty("alert_id").GetInt64() == alert)];
    }

    private async Task<IReadOnlyList<JsonElement>> AppAsync(int tenant)
    {
        using var owner = notifications.ClientOf(Roles.Owner, tenant, NotificationsFixture.OwnerOf(tenant).UserId);
        return [.. (await owner.GetFromJsonAsync<JsonElement>("/api/messages?limit=200")).GetProperty("items").EnumerateArray()];
    }

    private Task<(long Alerts, long Open, long Notices)> WaitingAsync(int tenant, Func<(long Alerts, long Open, long Notices), bool> holds) => Eventually.BecomesAsync(
        async () =>
        {
            await using var connection = await notifications.Database.OpenConnectionAsync();
            return await Dapper.SqlMapper.QuerySingleAsync<(long Alerts, long Open, long Notices)>(connection, """
                select count(*), count(*) filter (where status = 'open'), (select count(*) from alert_notices where tenant_id = @tenant) from alerts where tenant_id = @tenant
                """, new { tenant });
        }, holds, "all are taken in", TimeSpan.FromSeconds(60));
}
