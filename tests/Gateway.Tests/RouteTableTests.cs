using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Gateway.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Platform.Gateway.Tests;

[Collection(nameof(GatewayCollection))]
public sealed class RouteTableTests(GatewayFixture gateway)
{
    private static readonly string[] Everybody =
    [
        "auth-login", "auth-refresh", "auth-sign-up", "auth-verify", "auth-password-reset", "auth-password-reset-confirm", "auth-email-change-confirm", "auth-exchange", "jwks", "device-license", "device-lease-keys", "setup-steps",
        "webhooks-twilio",
    ];

    [Fact]
    public void Every_route_has_a_policy_or_is_on_the_list_of_anonymous_ones()
    {
        var routes = gateway.Services.GetServices<IProxyConfigProvider>().SelectMany(p => p.GetConfig().Routes).ToList();
        routes.Count.ShouldBeGreaterThan(15);
        routes.ShouldAllBe(r => !string.IsNullOrEmpty(r.AuthorizationPolicy));
        routes.Where(r => r.AuthorizationPolicy == "Anonymous").Select(r => r.RouteId).ShouldBe(Everybody, ignoreOrder: true);
    }

    [Fact]
    public void Every_endpoint_of_the_gateway_itself_that_is_open_is_known()
    {
        string[] open = ["/alive", "/health", "/openapi/{documentName}.json", "/ws", "/openapi", "/openapi/identity.json", "/openapi/registry.json", "/openapi/licensing.json", "/openapi/telemetry.json", "/openapi/operations.json", "/openapi/notifications.json", "/openapi/jobs.json", "/status", "/status.css", "/.well-known/security.txt",
            "/api/auth/login", "/api/auth/refresh", "/api/auth/sign-up", "/api/auth/verify", "/api/auth/password-reset", "/api/auth/password-reset/confirm", "/api/auth/email-change/confirm", "/api/auth/exchange", "/.well-known/jwks.json", "/api/device/license", "/.well-known/device-lease-keys", "/api/setup/steps", "/api/webhooks/twilio/{delivery_id}"];
        gateway.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().ShouldBe(open, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Routes:pits:AuthorizationPolicy", "", "Route 'pits' has no AuthorizationPolicy")]
    [InlineData("Routes:pits:AuthorizationPolicy", "everyone", "does not exist")]
    [InlineData("Routes:pits:AuthorizationPolicy", "Anonymous", "not on the list AnonymousRoutes")]
    [InlineData("Routes:auth-login:AuthorizationPolicy", "person", "is on the list AnonymousRoutes but")]
    [InlineData("Routes:pits:Match:Path", "/internal/{**rest}", "never /internal")]
    [InlineData("Routes:pits:ClusterId", "nowhere", "not under ReverseProxy:Clusters")]
    public void Route_table_with_an_error_is_refused_by_name(string key, string value, string expected)
    {
        var table = Table([new($"ReverseProxy:{key}", value)]);
        RouteRules.Errors(table).ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Fact]
    public void Route_table_reports_all_errors_at_once()
    {
        var table = Table([new("ReverseProxy:Routes:pits:AuthorizationPolicy", ""), new("AnonymousRoutes:99", "gone"), new("ReverseProxy:Clusters:identity:Destinations:0:Address", null)], without: "identity");
        RouteRules.Errors(table).Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("GET", "/api/auth/me", "identity")]
    [InlineData("GET", "/api/users", "identity")]
    [InlineData("GET", "/api/tenants/3", "identity")]
    [InlineData("POST", "/api/tenants/3/suspend", "identity")]
    [InlineData("GET", "/api/tenants/3/status-changes", "identity")]
    [InlineData("GET", "/api/api-keys", "identity")]
    [InlineData("GET", "/.well-known/jwks.json", "identity")]
    [InlineData("POST", "/api/auth/login", "identity")]
    [InlineData("POST", "/api/auth/sign-up", "identity")]
    [InlineData("POST", "/api/auth/verify", "identity")]
    [InlineData("POST", "/api/auth/password-reset", "identity")]
    [InlineData("POST", "/api/auth/password-reset/confirm", "identity")]
    [InlineData("POST", "/api/auth/me/email", "identity")]
    [InlineData("POST", "/api/auth/email-change/confirm", "identity")]
    [InlineData("POST", "/api/auth/exchange", "identity")]
    [InlineData("GET", "/api/auth/mqtt-credentials", "identity")]
    [InlineData("GET", "/api/jobs", "jobs")]
    [InlineData("PATCH", "/api/jobs/4/status", "jobs")]
    [InlineData("GET", "/api/jobs/4/report", "jobs")]
    [InlineData("GET", "/api/job-templates", "jobs")]
    [InlineData("GET", "/api/staff-activity", "jobs")]
    [InlineData("GET", "/api/pits", "registry")]
    [InlineData("PATCH", "/api/pits/4", "registry")]
    [InlineData("DELETE", "/api/pits/4", "registry")]
    [InlineData("GET", "/api/pits/4/events", "registry")]
    [InlineData("POST", "/api/devices", "registry")]
    [InlineData("PATCH", "/api/devices/d1", "registry")]
    [InlineData("GET", "/api/devices/figures", "registry")]
    [InlineData("GET", "/api/devices/d1/presence", "registry")]
    [InlineData("GET", "/api/devices/d1/connection", "registry")]
    [InlineData("GET", "/api/devices/d1", "registry")]
    [InlineData("GET", "/api/devices/d1/status", "registry")]
    [InlineData("GET", "/api/devices/d1/commands", "registry")]
    [InlineData("GET", "/api/commands/5b1f", "registry")]
    [InlineData("POST", "/api/setup/steps", "registry")]
    [InlineData("POST", "/api/devices/register", "registry")]
    [InlineData("GET", "/api/devices/d1/shares", "registry")]
    [InlineData("POST", "/api/devices/d1/transfer", "registry")]
    [InlineData("GET", "/api/setup/RY4-7KQ2M9XAP", "registry")]
    [InlineData("GET", "/api/invitations/t1", "registry")]
    [InlineData("POST", "/api/invitations/t1/accept", "registry")]
    [InlineData("GET", "/api/tickets", "registry")]
    [InlineData("GET", "/api/tickets/4/attachment", "registry")]
    [InlineData("GET", "/api/users/12/devices", "registry")]
    [InlineData("GET", "/api/users/uid-12/devices", "registry")]
    [InlineData("GET", "/api/users/12", "identity")]
    [InlineData("GET", "/api/users/12/pits", "identity")]
    [InlineData("PATCH", "/api/devices/d1/status", "licensing")]
    [InlineData("GET", "/api/devices/d1/license", "licensing")]
    [InlineData("POST", "/api/licenses/LIC-1/suspend", "licensing")]
    [InlineData("GET", "/api/violations", "licensing")]
    [InlineData("GET", "/.well-known/device-lease-keys", "licensing")]
    [InlineData("GET", "/api/pits/4/sensors/latest", "telemetry")]
    [InlineData("GET", "/api/pits/4/sensors/history", "telemetry")]
    [InlineData("GET", "/api/devices/d1/readings", "telemetry")]
    [InlineData("GET", "/api/telemetry/rejected", "telemetry")]
    [InlineData("GET", "/api/telemetry/latest", "telemetry")]
    public async Task Address_leads_to_its_service(string method, string path, string service)
    {
        using var client = gateway.Client("owner", 3);
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<Echo>())!.Service.ShouldBe(service);
    }

    [Theory]
    [InlineData("GET", "/api/ops/health", "operations")]
    [InlineData("POST", "/api/ops/dead-letters/registry-license_error/replay", "operations")]
    [InlineData("DELETE", "/api/ops/dead-letters/registry-license_error", "operations")]
    [InlineData("POST", "/api/batches", "registry")]
    [InlineData("GET", "/api/batches/b1/nvs", "registry")]
    [InlineData("GET", "/api/batches/b1/nvs.zip", "registry")]
    [InlineData("GET", "/api/batches/b1/labels.pdf", "registry")]
    [InlineData("GET", "/api/batches/b1/labels/RY4-7KQ2M9XAD.png", "registry")]
    [InlineData("POST", "/api/batches/b1/results", "registry")]
    [InlineData("GET", "/api/activations", "registry")]
    [InlineData("GET", "/api/devices/d1/ledger", "registry")]
    [InlineData("POST", "/api/devices/d1/lifecycle", "registry")]
    public async Task Address_of_the_vendor_leads_to_its_service_for_admins_only(string method, string path, string service)
    {
        foreach (var (role, expected) in new[] { ("admin", HttpStatusCode.OK), ("owner", HttpStatusCode.Forbidden), ("staff", HttpStatusCode.Forbidden), ("api_key", HttpStatusCode.Forbidden) })
        {
            using var client = gateway.Client(role, role == "admin" ? null : 3);
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            answer.StatusCode.ShouldBe(expected, role);
            if (role == "admin") (await answer.Content.ReadFromJsonAsync<Echo>())!.Service.ShouldBe(service);
        }
    }

    [Theory]
    [InlineData("/internal/service-token")]
    [InlineData("/internal/devices")]
    [InlineData("/INTERNAL/devices")]
    [InlineData("/api/nothing")]
    [InlineData("/api/auth/%2e%2e/%2e%2e/internal/devices")]
    public async Task Address_that_is_not_routed_is_not_there(string path)
    {
        foreach (var client in new[] { gateway.Client(), gateway.Client("admin") })
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            client.Dispose();
        }
    }

    [Fact]
    public async Task Wrong_method_is_answered_with_405()
    {
        using var client = gateway.Client();
        using var answer = await client.DeleteAsync("/.well-known/jwks.json");
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/api/api-keys", "staff")]
    [InlineData("/api/users", "api_key")]
    [InlineData("/api/users", "service")]
    [InlineData("/api/pits", "service")]
    public async Task Role_below_the_policy_is_refused(string path, string role)
    {
        using var client = gateway.Client(role, role == "service" ? null : 3);
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Temporary_password_opens_only_what_changes_it()
    {
        using var client = gateway.Client(token: gateway.Tokens.For("owner", 3, passwordChangeRequired: true));
        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/api/users", "/api/pits" })
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("password_change_required");
        }
    }

    private static IConfiguration Table(KeyValuePair<string, string?>[] changes, string? without = null) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "routes.json"))
        .AddInMemoryCollection(new[] { "identity", "registry", "licensing", "telemetry", "operations", "notifications", "jobs" }.Where(s => s != without)
            .Select(s => KeyValuePair.Create($"ReverseProxy:Clusters:{s}:Destinations:0:Address", (string?)"http://127.0.0.1:1")))
        .AddInMemoryCollection(changes.Where(c => c.Value is not null)).Build();
}
