using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.ApiKeys;
using Platform.Identity.SigningKeys;

namespace Platform.Identity.Tests;

/// <summary>Every route of the service as every actor.</summary>
public sealed class RouteTests(IdentityFixture identity)
{
    private int tenant;

    [Fact]
    public async Task Every_route_admits_whom_its_policy_says()
    {
        tenant = await identity.NewTenantAsync();
        var foreign = await identity.NewTenantAsync();
        var matrix = new RouteMatrix(identity.CreateClient(), actor => TokenOfAsync(actor, foreign));
        (await matrix.FindingsAsync(await TableAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Route_that_is_missing_in_the_table_is_found()
    {
        tenant = await identity.NewTenantAsync();
        var matrix = new RouteMatrix(identity.CreateClient(), actor => TokenOfAsync(actor, tenant));
        var findings = await matrix.FindingsAsync([new("GET", "/api/nothing", "anonymous")]);
        findings.ShouldContain("GET /api/tenants is documented and not in the table");
        findings.ShouldContain("GET /api/nothing is in the table and not documented");
    }

    [Fact]
    public async Task Foreign_and_missing_look_the_same()
    {
        var theirs = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        using var owner = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        (await DescribeAsync(owner, theirs.UserId)).ShouldBe(await DescribeAsync(owner, 999_999));
    }

    private async Task<IReadOnlyCollection<RouteRow>> TableAsync() =>
    [
        new("GET", "/.well-known/jwks.json", "anonymous"),
        new("POST", "/api/auth/login", "anonymous"),
        new("POST", "/api/auth/refresh", "anonymous"),
        new("POST", "/api/auth/sign-up", "anonymous"),
        new("POST", "/api/auth/verify", "anonymous"),
        new("POST", "/api/auth/password-reset", "anonymous"),
        new("POST", "/api/auth/password-reset/confirm", "anonymous"),
        new("POST", "/api/auth/email-change/confirm", "anonymous"),
        new("POST", "/api/auth/exchange", "anonymous"),
        new("POST", "/internal/service-token", "anonymous"),
        new("POST", "/api/auth/mqtt-credentials", Policies.Person),
        new("GET", "/api/auth/mqtt-credentials", Policies.Person),
        new("DELETE", "/api/auth/mqtt-credentials", Policies.Person),
        new("GET", "/api/auth/me", Policies.SignedIn),
        new("PATCH", "/api/auth/me", Policies.Person) { Body = new { name = "Asha" } },
        new("POST", "/api/auth/me/email", Policies.Person),
        new("POST", "/api/auth/password", Policies.SignedIn),
        new("POST", "/api/auth/logout", Policies.SignedIn),
        new("POST", "/api/auth/logout-everywhere", Policies.SignedIn),
        new("GET", "/api/auth/sessions", Policies.SignedIn),
        new("DELETE", "/api/auth/sessions/{id}", Policies.SignedIn) { Url = () => Task.FromResult($"/api/auth/sessions/{Guid.NewGuid()}") },
        new("POST", "/api/tenants", Policies.Admin),
        new("GET", "/api/tenants", Policies.Admin),
        new("GET", "/api/tenants/{id}", Policies.Owner) { IsOfTenant = true, Url = Tenant("") },
        new("PATCH", "/api/tenants/{id}", Policies.Owner) { IsOfTenant = true, Url = Tenant(""), Body = new { name = "Bright" } },
        new("POST", "/api/tenants/{id}/mqtt-credentials", Policies.Owner) { IsOfTenant = true, Url = Tenant("/mqtt-credentials") },
        new("POST", "/api/tenants/{id}/suspend", Policies.Admin) { Url = Tenant("/suspend") },
        new("POST", "/api/tenants/{id}/activate", Policies.Admin) { Url = Tenant("/activate") },
        new("GET", "/api/tenants/{id}/status-changes", Policies.Admin) { Url = Tenant("/status-changes") },
        new("GET", "/api/users", Policies.Owner),
        new("POST", "/api/users", Policies.Owner),
        new("GET", "/api/users/{id}", Policies.Owner) { IsOfTenant = true, Url = User("") },
        new("PATCH", "/api/users/{id}", Policies.Owner) { IsOfTenant = true, Url = User(""), Body = new { disabled = true } },
        new("POST", "/api/users/{id}/temporary-password", Policies.Owner) { IsOfTenant = true, Url = User("/temporary-password") },
        new("GET", "/api/users/{id}/pits", Policies.Owner) { IsOfTenant = true, Url = User("/pits") },
        new("PUT", "/api/users/{id}/pits", Policies.Owner) { IsOfTenant = true, Url = User("/pits"), Body = new { pit_ids = new[] { 1 } } },
        new("POST", "/api/api-keys", Policies.Owner),
        new("GET", "/api/api-keys", Policies.Owner),
        new("DELETE", "/api/api-keys/{id}", Policies.Owner) { IsOfTenant = true, Url = ApiKeyAsync },
        new("POST", "/internal/api-keys/resolve", Policies.Service) { Body = new { key = (await NewKeyAsync()).ToString() } },
        new("GET", "/internal/tenants", Policies.Service),
        new("GET", "/internal/pit-access", Policies.Service),
        new("GET", "/internal/revoked-sessions", Policies.Service),
        new("GET", "/internal/user-mqtt", Policies.Service),
        new("POST", "/internal/customers", Policies.Service),
        new("GET", "/internal/users", Policies.Service),
        new("GET", "/internal/users/by-external", Policies.Service),
        new("GET", "/internal/storage", Policies.Service),
    ];

    private Func<Task<string>> Tenant(string rest) => () => Task.FromResult($"/api/tenants/{tenant}{rest}");

    private Func<Task<string>> User(string rest) => async () => $"/api/users/{(await identity.NewPersonAsync(Roles.Staff, tenant)).UserId}{rest}";

    private async Task<string> ApiKeyAsync() => $"/api/api-keys/{(await NewKeyAsync()).Id}";

    private async Task<ApiKeyText> NewKeyAsync()
    {
        var owner = await identity.NewPersonAsync(Roles.Owner, tenant);
        var key = ApiKeyText.New(identity.Time.GetUtcNow());
        await identity.Services.GetRequiredService<ApiKeyStore>()
            .AddAsync(key, tenant, "key", [Policies.ReadingsRead], owner.UserId, identity.Time.GetUtcNow(), CancellationToken.None);
        return key;
    }

    private async Task<string> TokenOfAsync(Actor actor, int foreign)
    {
        var issuer = identity.Services.GetRequiredService<TokenIssuer>();
        var now = identity.Time.GetUtcNow();
        return actor switch
        {
            Actor.Service => await issuer.ForServiceAsync("gateway", now, CancellationToken.None),
            Actor.ApiKey => await issuer.ForApiKeyAsync(Guid.NewGuid(), tenant, Policies.Scopes, now, CancellationToken.None),
            Actor.Expired => await issuer.ForPersonAsync(1, null, Roles.Admin, Guid.NewGuid(), mustChangePassword: false, now.AddHours(-1), CancellationToken.None),
            Actor.TemporaryPassword => await PersonAsync(Roles.Owner, tenant, passwordIsTemporary: true),
            Actor.Admin => await PersonAsync(Roles.Admin, null),
            Actor.Owner => await PersonAsync(Roles.Owner, tenant),
            Actor.ForeignOwner => await PersonAsync(Roles.Owner, foreign),
            Actor.Staff => await PersonAsync(Roles.Staff, tenant),
            _ => await PersonAsync(Roles.Customer, tenant),
        };
    }

    private async Task<string> PersonAsync(string role, int? tenantId, bool passwordIsTemporary = false) =>
        (await identity.BeginSessionAsync(await identity.NewPersonAsync(role, tenantId, passwordIsTemporary))).AccessToken;

    private static async Task<string> DescribeAsync(HttpClient client, long userId)
    {
        using var response = await client.GetAsync($"/api/users/{userId}");
        var problem = await response.ReadAsync<JsonElement>();
        return $"{response.StatusCode} {problem.GetProperty("type")} {problem.GetProperty("title")} {problem.GetProperty("detail")}";
    }
}
