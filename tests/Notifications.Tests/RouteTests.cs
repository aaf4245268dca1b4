using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Notifications.Tests;

/// <summary>Every route of the service as every actor.</summary>
public sealed class RouteTests(NotificationsFixture notifications)
{
    [Fact]
    public async Task Every_route_admits_whom_its_policy_says()
    {
        var (endpoint, _) = await notifications.ListenAsync("/routes", "alert.*");
        await notifications.Owner.PostAsync($"/api/webhook-endpoints/{endpoint}/test", null);
        await Eventually.BecomesTrueAsync(async () => (await notifications.DeliveriesAsync(endpoint)) is [var d] && d.GetProperty("state").GetString() == "delivered", "the test was delivered");
        var delivery = (await notifications.DeliveriesAsync(endpoint))[0].GetProperty("delivery_id").GetGuid();
        await notifications.Bus.PublishAsync(AlertTests.Crossed(NotificationsFixture.Tenant, "ROUTES-1", version: 1, pit: 77));
        var alert = (await AlertTests.OfAsync(notifications, NotificationsFixture.Tenant, "ROUTES-1", a => a.Count == 1))[0].GetProperty("alert_id").GetInt64();
        var matrix = new RouteMatrix(notifications.CreateClient(), actor => Task.FromResult(TokenOf(actor)));
        (await matrix.FindingsAsync(Table(endpoint, delivery, alert))).ShouldBeEmpty();
    }

    private IReadOnlyCollection<RouteRow> Table(Guid endpoint, Guid delivery, long alert) =>
    [
        new("GET", "/api/webhook-endpoints", Policies.Owner),
        new("POST", "/api/webhook-endpoints", Policies.Owner) { Body = new { url = "https://example.com/hooks", events = new[] { "alert.*" } } },
        new("GET", "/api/webhook-endpoints/{endpointId}", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/webhook-endpoints/{endpoint}") },
        new("PATCH", "/api/webhook-endpoints/{endpointId}", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/webhook-endpoints/{endpoint}"), Body = new { description = "x" } },
        new("DELETE", "/api/webhook-endpoints/{endpointId}", Policies.Owner) { IsOfTenant = true, Url = async () => $"/api/webhook-endpoints/{(await notifications.ListenAsync("/gone", "alert.*")).Id}" },
        new("POST", "/api/webhook-endpoints/{endpointId}/secret", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/webhook-endpoints/{endpoint}/secret") },
        new("POST", "/api/webhook-endpoints/{endpointId}/test", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/webhook-endpoints/{endpoint}/test") },
        new("GET", "/api/webhook-endpoints/{endpointId}/deliveries", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/webhook-endpoints/{endpoint}/deliveries") },
        new("POST", "/api/webhook-deliveries/{deliveryId}/replay", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/webhook-deliveries/{delivery}/replay") },
        new("GET", "/api/alerts", Policies.Staff),
        new("GET", "/api/alerts/{alertId}", Policies.Staff) { IsOfTenant = true, Url = Of($"/api/alerts/{alert}") },
        new("POST", "/api/alerts/{alertId}/acknowledge", Policies.Staff) { IsOfTenant = true, Url = Of($"/api/alerts/{alert}/acknowledge") },
        new("GET", "/api/alerts/noise", Policies.Owner),
        new("GET", "/api/escalation", Policies.Owner),
        new("PUT", "/api/escalation", Policies.Owner) { Body = new { enabled = false, min_severity = "critical", steps = Array.Empty<object>() } },
        new("GET", "/api/messages", Policies.Person),
        new("POST", "/api/messages/{messageId}/read", Policies.Person) { Url = Of($"/api/messages/{Guid.NewGuid()}/read") },
        new("POST", "/api/messages/read", Policies.Person),
        new("GET", "/api/message-templates", Policies.Owner),
        new("GET", "/api/message-templates/{kind}/preview", Policies.Owner) { Url = Of("/api/message-templates/job_started/preview") },
        new("GET", "/api/message-preferences", Policies.Person),
        new("PUT", "/api/message-preferences", Policies.Person),
        new("GET", "/api/deliveries", Policies.Owner),
        new("POST", "/api/webhooks/twilio/{deliveryId}", "anonymous") { Url = Of($"/api/webhooks/twilio/{Guid.NewGuid()}") },
        new("GET", "/api/push/key", Policies.Person),
        new("POST", "/api/push/subscriptions", Policies.Person),
        new("DELETE", "/api/push/subscriptions", Policies.Person) { Url = Of("/api/push/subscriptions?endpoint=https://push.example.com/none") },
        new("GET", "/internal/storage", Policies.Service),
    ];

    private static Func<Task<string>> Of(string url) => () => Task.FromResult(url);

    private string TokenOf(Actor actor) => actor switch
    {
        Actor.Expired => notifications.Tokens.For(Roles.Admin, life: TimeSpan.FromMinutes(-5)),
        Actor.TemporaryPassword => notifications.Tokens.For(Roles.Owner, NotificationsFixture.Tenant, passwordChangeRequired: true),
        Actor.Admin => notifications.Tokens.For(Roles.Admin),
        Actor.Owner => notifications.Tokens.For(Roles.Owner, NotificationsFixture.Tenant),
        Actor.ForeignOwner => notifications.Tokens.For(Roles.Owner, NotificationsFixture.OtherTenant),
        Actor.Staff => notifications.Tokens.For(Roles.Staff, NotificationsFixture.Tenant),
        Actor.Customer => notifications.Tokens.For(Roles.Customer, NotificationsFixture.Tenant),
        Actor.ApiKey => notifications.Tokens.For(Roles.ApiKey, NotificationsFixture.Tenant, subject: Guid.NewGuid().ToString(), scope: string.Join(' ', Policies.Scopes)),
        Actor.Service => notifications.Tokens.For(Roles.Service, subject: "telemetry"),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "Has no token."),
    };
}
