using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Notifications.Webhooks;
using Platform.TestKit;

namespace Platform.Notifications.Tests;

/// <summary>From an event of the platform to the partner's server.</summary>
public sealed class WebhookTests(NotificationsFixture notifications)
{
    private DateTimeOffset Now => notifications.Time.GetUtcNow();

    [Fact]
    public async Task Event_reaches_who_listens_signed_and_nobody_else()
    {
        var (_, secret) = await notifications.ListenAsync("/devices", "device.*");
        await notifications.ListenAsync("/commands", "command.finished");

        await notifications.Bus.PublishAsync(new DeviceOnline("RY4-1", NotificationsFixture.OtherTenant, null, Now));
        await notifications.Bus.PublishAsync(new DeviceOnline("RY4-2", NotificationsFixture.Tenant, null, Now));

        var got = (await Eventually.BecomesAsync(() => Task.FromResult(notifications.Partner.On("/devices")), r => r.Count > 0, "the event comes"))[0];
        var body = JsonSerializer.Deserialize<JsonElement>(got.Body);
        body.GetProperty("type").GetString().ShouldBe("device.online");
        body.GetProperty("data").GetProperty("device_id").GetString().ShouldBe("RY4-2");
        body.GetProperty("id").GetString().ShouldBe(got.EventId);
        got.Signature.ShouldBe(WebhookRules.Sign(got.Body, SignedAt(got), secret));
        notifications.Partner.On("/devices").Count.ShouldBe(1);
        notifications.Partner.On("/commands").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_kind_of_event_is_told_with_its_data()
    {
        await notifications.ListenAsync("/kinds", "*");
        await notifications.Bus.PublishAsync(new DeviceClaimed("RY4-3", "RY4-3", "4Relay", "Lamp", NotificationsFixture.Tenant, 12, "claim_code", Now));
        await notifications.Bus.PublishAsync(new DeviceOffline("RY4-3", NotificationsFixture.Tenant, null, "silence", Now, Now));
        await notifications.Bus.PublishAsync(new DeviceStateChanged("RY4-3", NotificationsFixture.Tenant, "online", """{"25":"on"}""", "button", Now));
        await notifications.Bus.PublishAsync(new DeviceStateChanged("RY4-3", NotificationsFixture.Tenant, "online", """{"25":"on"}""", "presence", Now));
        await notifications.Bus.PublishAsync(new CommandFinished(Guid.NewGuid(), "RY4-3", NotificationsFixture.Tenant, null, "relay", "succeeded", null, Now));
        await notifications.Bus.PublishAsync(new DeviceReleased("RY4-3", NotificationsFixture.Tenant, "released_by_owner", Now));

        var bodies = (await Eventually.BecomesAsync(() => Task.FromResult(Told()), r => r.Count >= 5, "all are told"));
        bodies.Select(b => b.GetProperty("type").GetString()).Order(StringComparer.Ordinal)
            .ShouldBe(["command.finished", "device.claimed", "device.offline", "device.released", "device.state_changed"]);
        bodies.First(b => b.GetProperty("type").GetString() == "device.state_changed").GetProperty("data").GetProperty("state").GetProperty("25").GetString().ShouldBe("on");

        IReadOnlyList<JsonElement> Told() =>
            [.. notifications.Partner.On("/kinds").Select(r => JsonSerializer.Deserialize<JsonElement>(r.Body)).Where(b => b.GetProperty("data").GetProperty("device_id").GetString() == "RY4-3")];
    }

    [Fact]
    public async Task Delivery_that_fails_is_tried_again_and_can_be_replayed_with_the_same_event()
    {
        notifications.Partner.Answers("/flaky", 500);
        var (id, _) = await notifications.ListenAsync("/flaky", "device.released");
        await notifications.Bus.PublishAsync(new DeviceReleased("RY4-4", NotificationsFixture.Tenant, "released_by_owner", Now));
        await Eventually.BecomesTrueAsync(async () => (await notifications.DeliveriesAsync(id)) is [var d] && d.GetProperty("attempts").GetInt32() >= 2, "it is tried again");
        (await notifications.DeliveriesAsync(id))[0].GetProperty("problem").GetString().ShouldBe("It answered 500.");

        notifications.Partner.Answers("/flaky", 200);
        await notifications.ExecuteAsync("update webhook_deliveries set due_at = '-infinity' where endpoint_id = @id", new { id });
        await Eventually.BecomesTrueAsync(async () => (await notifications.DeliveriesAsync(id))[0].GetProperty("state").GetString() == "delivered", "it goes through");
        var delivery = (await notifications.DeliveriesAsync(id))[0].GetProperty("delivery_id").GetGuid();
        var before = notifications.Partner.On("/flaky").Count;
        (await notifications.Owner.PostAsync($"/api/webhook-deliveries/{delivery}/replay", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.BecomesTrueAsync(() => notifications.Partner.On("/flaky").Count > before, "it comes again");
        notifications.Partner.On("/flaky").Select(r => r.EventId).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        notifications.Partner.Answers("/moved", 302);
        var (id, _) = await notifications.ListenAsync("/moved", "device.claimed");
        await notifications.Owner.PostAsync($"/api/webhook-endpoints/{id}/test", null);
        await Eventually.BecomesTrueAsync(async () => (await notifications.DeliveriesAsync(id)) is [var d] && d.GetProperty("status").ValueKind == JsonValueKind.Number, "it was tried");
        (await notifications.DeliveriesAsync(id))[0].GetProperty("problem").GetString()!.ShouldContain("redirect");
        notifications.Partner.On("/elsewhere").ShouldBeEmpty();
    }

    [Fact]
    public async Task Secret_that_was_changed_signs_beside_the_new_one_for_a_day()
    {
        var (id, former) = await notifications.ListenAsync("/rotated", "device.claimed");
        var rotated = await (await notifications.Owner.PostAsync($"/api/webhook-endpoints/{id}/secret", null)).Content.ReadFromJsonAsync<JsonElement>();
        await notifications.Owner.PostAsync($"/api/webhook-endpoints/{id}/test", null);

        var got = (await Eventually.BecomesAsync(() => Task.FromResult(notifications.Partner.On("/rotated")), r => r.Count > 0, "the test comes"))[0];
        got.Signature.ShouldBe(WebhookRules.Sign(got.Body, SignedAt(got), rotated.GetProperty("secret").GetString()!, former));
    }

    [Fact]
    public async Task Endpoint_that_failed_for_three_days_is_switched_off_and_its_maker_is_told()
    {
        var (id, _) = await notifications.ListenAsync("/dead", "device.claimed");
        await notifications.ExecuteAsync("update webhook_endpoints set failing_since = @since where endpoint_id = @id", new { id, since = Now.AddDays(-3).AddMinutes(-1) });
        await notifications.Services.GetRequiredService<WebhookWatch>().RunOnceAsync(Now, CancellationToken.None);

        var endpoint = await notifications.Owner.GetFromJsonAsync<JsonElement>($"/api/webhook-endpoints/{id}");
        (endpoint.GetProperty("enabled").GetBoolean(), endpoint.GetProperty("disabled_reason").GetString()).ShouldBe((false, "failing"));
        (await notifications.FirstSentToAsync("ada-of-webhooks@example.com")).GetProperty("text").GetString()!.ShouldContain("/dead");
        using var on = await notifications.Owner.PatchAsJsonAsync($"/api/webhook-endpoints/{id}", new { enabled = true });
        (await on.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("failing_since").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"url":"ftp://example.com","events":["*"]}""", "url")]
    [InlineData("""{"url":"https://10.0.0.1/x","events":["*"]}""", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest","events":["*"]}""", "url")]
    [InlineData("""{"events":["*"]}""", "url")]
    [InlineData("""{"url":"https://example.com","events":[]}""", "events")]
    [InlineData("""{"url":"https://example.com","events":["device.exploded"]}""", "events")]
    [InlineData("""{"url":"https://example.com"}""", "events")]
    public async Task Bad_endpoint_is_refused_with_the_field(string body, string field)
    {
        using var answer = await notifications.Owner.PostAsync("/api/webhook-endpoints", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static DateTimeOffset SignedAt(Received got) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(got.Signature.Split(',')[0]["t=".Length..], System.Globalization.CultureInfo.InvariantCulture));
}
