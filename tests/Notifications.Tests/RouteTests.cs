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
        var matrix = new RouteMatrix(notifications.CreateClient(), actor => Task.FromResult(TokenOf(actor)));
        (await matrix.FindingsAsync(Table(endpoint, delivery))).ShouldBeEmpty();
    }

    private IReadOnlyCollection<RouteRow> Table(Guid endpoint, Guid delivery) =>
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
