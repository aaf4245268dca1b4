using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Licensing.Tests;

/// <summary>Every route of the service as every actor.</summary>
public sealed class RouteTests(LicensingFixture licensing)
{
    private static readonly object Suspend = new { reason = "payment_overdue" };

    [Fact]
    public async Task Every_route_admits_whom_its_policy_says()
    {
        var device = await licensing.IssueAsync();
        var matrix = new RouteMatrix(licensing.CreateClient(), actor => Task.FromResult(TokenOf(actor)));
        (await matrix.FindingsAsync(Table(device))).ShouldBeEmpty();
    }

    private static IReadOnlyCollection<RouteRow> Table(TestDevice device) =>
    [
        new("PATCH", "/api/devices/{deviceId}/status", Policies.Admin) { Url = Of($"/api/devices/{device.Id}/status"), Body = new { status = "disabled", reason = "payment_overdue" } },
        new("GET", "/api/devices/{deviceId}/license", Policies.Owner) { IsOfTenant = true, Url = Of($"/api/devices/{device.Id}/license") },
        new("GET", "/api/licenses", Policies.Admin),
        new("GET", "/api/licenses/figures", Policies.Admin),
        new("GET", "/api/licenses/{key}", Policies.Admin) { Url = Of($"/api/licenses/{device.LicenseKey}") },
        new("GET", "/api/licenses/{key}/history", Policies.Admin) { Url = Of($"/api/licenses/{device.LicenseKey}/history") },
        new("POST", "/api/licenses/{key}/suspend", Policies.Admin) { Url = Of($"/api/licenses/{device.LicenseKey}/suspend"), Body = Suspend },
        new("POST", "/api/licenses/{key}/activate", Policies.Admin) { Url = Of($"/api/licenses/{device.LicenseKey}/activate"), Body = Suspend },
        new("GET", "/api/device/license", Policies.Device),
        new("GET", "/api/violations", Policies.Owner),
        new("GET", "/.well-known/device-lease-keys", "anonymous"),
        new("GET", "/internal/licenses", Policies.Service),
        new("GET", "/internal/storage", Policies.Service),
    ];

    private static Func<Task<string>> Of(string url) => () => Task.FromResult(url);

    private string TokenOf(Actor actor) => actor switch
    {
        Actor.Expired => licensing.Tokens.For(Roles.Admin, life: TimeSpan.FromMinutes(-5)),
        Actor.TemporaryPassword => licensing.Tokens.For(Roles.Owner, LicensingFixture.Workshop, passwordChangeRequired: true),
        Actor.Admin => licensing.Tokens.For(Roles.Admin),
        Actor.Owner => licensing.Tokens.For(Roles.Owner, LicensingFixture.Workshop),
        Actor.ForeignOwner => licensing.Tokens.For(Roles.Owner, LicensingFixture.OtherWorkshop),
        Actor.Staff => licensing.Tokens.For(Roles.Staff, LicensingFixture.Workshop),
        Actor.Customer => licensing.Tokens.For(Roles.Customer, LicensingFixture.Workshop),
        Actor.ApiKey => licensing.Tokens.For(Roles.ApiKey, LicensingFixture.Workshop, subject: Guid.NewGuid().ToString(), scope: string.Join(' ', Policies.Scopes)),
        Actor.Service => licensing.Tokens.For(Roles.Service, subject: "telemetry"),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "Has no token."),
    };
}
