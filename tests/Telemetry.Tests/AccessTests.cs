using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Access;
using Platform.Contracts.Identity;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class AccessTests(TelemetryFixture fixture)
{
    private const string Range = "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z";

    /// <summary>Every route with what each caller gets for something of tenant 1. A route that is missing here fails a test.</summary>
    private static readonly Dictionary<string, string> Routes = new(StringComparer.Ordinal)
    {
        ["GET /api/pits/{pit_id}/sensors/latest"] = "person_or_key",
        ["GET /api/pits/{pit_id}/sensors/history"] = "person_or_key",
        ["GET /api/devices/{device_id}/readings"] = "person_or_key",
        ["GET /api/telemetry/latest"] = "list",
        ["GET /api/telemetry/rejected"] = "owner",
        ["GET /api/telemetry/figures"] = "owner",
        ["GET /api/alert-rules"] = "owner",
    };

    [Fact]
    public async Task Every_route_admits_whom_its_policy_says()
    {
        var device = await ReportingDeviceAsync();
        using var client = fixture.CreateClient();
        var rule = new { alert_type = "of_routes", kind = "no_data", silent_seconds = 600, severity = "info" };
        RouteRow[] table =
        [
            new("GET", "/api/pits/{pit_id}/sensors/latest", Policies.ReadingsRead) { IsOfTenant = true, Url = () => Task.FromResult(device.LatestPath) },
            new("GET", "/api/pits/{pit_id}/sensors/history", Policies.ReadingsRead) { IsOfTenant = true, Url = () => Task.FromResult($"/api/pits/{device.Facts.PitId}/sensors/history?{Range}") },
            new("GET", "/api/devices/{device_id}/readings", Policies.ReadingsRead) { IsOfTenant = true, Url = () => Task.FromResult($"/api/devices/{device.Id}/readings?{Range}") },
            new("GET", "/api/telemetry/latest", Policies.ReadingsRead),
            new("GET", "/api/telemetry/rejected", Policies.Owner),
            new("GET", "/api/telemetry/figures", Policies.Owner),
            new("GET", "/api/alert-rules", Policies.Owner),
            new("POST", "/api/alert-rules", Policies.Owner) { Body = rule },
            new("GET", "/api/alert-rules/{ruleId}", Policies.Owner) { IsOfTenant = true, Url = RuleAsync },
            new("PUT", "/api/alert-rules/{ruleId}", Policies.Owner) { IsOfTenant = true, Url = RuleAsync, Body = rule },
            new("DELETE", "/api/alert-rules/{ruleId}", Policies.Owner) { IsOfTenant = true, Url = RuleAsync },
            new("GET", "/internal/figures", Policies.Service),
            new("GET", "/internal/pits/{pit_id}/history", Policies.Service) { Url = () => Task.FromResult("/internal/pits/1/history") },
            new("GET", "/internal/storage", Policies.Service),
        ];
        (await new RouteMatrix(client, actor => Task.FromResult(TokenOf(actor))).FindingsAsync(table)).ShouldBeEmpty();
        table.Where(r => r.Policy != Policies.Service && (r.Method == "GET" && !r.Path.Contains("{ruleId}"))).Select(r => $"{r.Method} {r.Path}").ShouldBe(Routes.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Each_caller_gets_what_the_route_allows()
    {
        var device = await ReportingDeviceAsync();
        var (permitted, other) = (fixture.NewDevice().Facts.DeviceNumber, fixture.NewDevice().Facts.DeviceNumber);
        await PermitAsync(permitted, device.Facts.PitId!.Value);
        await PermitAsync(other, 999_999);
        foreach (var (route, kind) in Routes)
        {
            var isOwners = kind == "owner";
            // A list answers whoever may ask, with what they may see.
            var notTheirs = isOwners || kind == "list" ? 200 : 404;
            await ExpectAsync(route, device, fixture.CreateClient(), 401);
            await ExpectAsync(route, device, fixture.ClientWith("not.a.token"), 401);
            await ExpectAsync(route, device, fixture.ClientWith(fixture.Tokens.For(Roles.Owner, 1, life: TimeSpan.FromMinutes(-2))), 401);
            await ExpectAsync(route, device, fixture.ClientWith(fixture.Tokens.For(Roles.Owner, 1, passwordChangeRequired: true)), 403);
            await ExpectAsync(route, device, fixture.ClientOf(Roles.Service), 403);
            await ExpectAsync(route, device, fixture.ClientOf(Roles.Admin), 200);
            await ExpectAsync(route, device, fixture.Owner(1), 200);
            await ExpectAsync(route, device, fixture.Owner(2), notTheirs);
            await ExpectAsync(route, device, fixture.ClientOf(Roles.Owner), notTheirs);
            foreach (var role in new[] { Roles.Staff, Roles.Customer })
            {
                await ExpectAsync(route, device, fixture.ClientOf(role, 1, permitted), isOwners ? 403 : 200);
                await ExpectAsync(route, device, fixture.ClientOf(role, 1, other), isOwners ? 403 : notTheirs);
                await ExpectAsync(route, device, fixture.ClientOf(role, 1, userId: 123_456), isOwners ? 403 : notTheirs);
                await ExpectAsync(route, device, fixture.ClientOf(role, 2, permitted), isOwners ? 403 : notTheirs);
            }

            await ExpectAsync(route, device, Key(1, Policies.ReadingsRead), isOwners ? 403 : 200);
            await ExpectAsync(route, device, Key(2, Policies.ReadingsRead), isOwners ? 403 : notTheirs);
            await ExpectAsync(route, device, Key(1, Policies.DevicesRead), 403);
            await ExpectAsync(route, device, Key(1, scope: null), 403);
        }
    }

    [Fact]
    public async Task Foreign_pit_and_missing_pit_answer_alike()
    {
        var device = await ReportingDeviceAsync();
        using var stranger = fixture.Owner(2);
        foreach (var path in new[] { "/api/pits/{0}/sensors/latest", $"/api/pits/{{0}}/sensors/history?{Range}", $"/api/devices/{{1}}/readings?{Range}" })
        {
            var foreign = await AnswerAsync(stranger, path, device.Facts.PitId!.Value, device.Id);
            var missing = await AnswerAsync(stranger, path, int.MaxValue, "ESP32-NOBODY");
            foreign.ShouldBe(missing);
            foreign.Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task Service_reads_the_history_of_a_tenants_pit_and_of_no_other_tenants()
    {
        var device = await ReportingDeviceAsync();
        using var service = fixture.ClientOf(Roles.Service);
        var now = fixture.Time.GetUtcNow();
        var range = $"from={now.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}&to={now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}";
        var path = $"/internal/pits/{device.Facts.PitId}/history";
        (await service.GetFromJsonAsync<JsonArray>($"{path}?tenant_id=1&{range}"))!.ShouldHaveSingleItem()!["temperature"]!.GetValue<double>().ShouldBe(24.5);
        foreach (var nothing in new[] { $"{path}?tenant_id=2&{range}", $"{path}?{range}", $"/internal/pits/{int.MaxValue}/history?tenant_id=1&{range}" })
            (await service.GetFromJsonAsync<JsonArray>(nothing))!.ShouldBeEmpty();
        (await service.GetAsync($"{path}?tenant_id=1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Permission_that_is_taken_away_counts_at_once()
    {
        var device = await ReportingDeviceAsync();
        var user = fixture.NewDevice().Facts.DeviceNumber;
        await PermitAsync(user, device.Facts.PitId!.Value);
        using var staff = fixture.ClientOf(Roles.Staff, 1, user);
        (await staff.GetAsync(device.LatestPath)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await fixture.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(user, 1, [], 2), fixture.Time.GetUtcNow()));

        await Eventually.BecomesTrueAsync(async () => (await staff.GetAsync(device.LatestPath)).StatusCode == HttpStatusCode.NotFound, "the pit is gone for the user");
    }

    /// <summary>A rule of tenant 1, made anew.</summary>
    private async Task<string> RuleAsync()
    {
        using var owner = fixture.Owner(1);
        using var made = await owner.PostAsJsonAsync("/api/alert-rules", new { alert_type = $"r{Guid.NewGuid():N}"[..20], kind = "no_data", silent_seconds = 600, severity = "info", enabled = false });
        return $"/api/alert-rules/{(await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("rule_id").GetInt64()}";
    }

    private async Task<TestDevice> ReportingDeviceAsync()
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync(device, device.Reading(fixture.Time.GetUtcNow()));
        await fixture.BecomesStoredAsync(device, 1);
        return device;
    }

    private async Task PermitAsync(long user, int pit)
    {
        await fixture.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(user, 1, [pit], 1), fixture.Time.GetUtcNow()));
        var access = fixture.Services.GetRequiredService<PitAccess>();
        await Eventually.BecomesTrueAsync(() => access.MaySee(new Caller($"{user}", Roles.Staff, 1, null, []), 1, pit), "the permission is known");
    }

    private string TokenOf(Actor actor) => actor switch
    {
        Actor.Expired => fixture.Tokens.For(Roles.Admin, life: TimeSpan.FromMinutes(-5)),
        Actor.TemporaryPassword => fixture.Tokens.For(Roles.Owner, 1, passwordChangeRequired: true),
        Actor.Admin => fixture.Tokens.For(Roles.Admin),
        Actor.ForeignOwner => fixture.Tokens.For(Roles.Owner, 2),
        Actor.Staff => fixture.Tokens.For(Roles.Staff, 1),
        Actor.Customer => fixture.Tokens.For(Roles.Customer, 1),
        Actor.ApiKey => fixture.Tokens.For(Roles.ApiKey, 1, scope: string.Join(' ', Policies.Scopes), subject: Guid.NewGuid().ToString()),
        Actor.Service => fixture.Tokens.For(Roles.Service, subject: "gateway"),
        _ => fixture.Tokens.For(Roles.Owner, 1),
    };

    private HttpClient Key(int tenantId, string? scope) => fixture.ClientWith(fixture.Tokens.For(Roles.ApiKey, tenantId, scope: scope, subject: Guid.NewGuid().ToString()));

    private static async Task ExpectAsync(string route, TestDevice device, HttpClient client, int status)
    {
        using (client)
        {
            var path = route[4..].Replace("{pit_id}", $"{device.Facts.PitId}", StringComparison.Ordinal).Replace("{device_id}", device.Id, StringComparison.Ordinal);
            using var answer = await client.GetAsync($"{path}?{Range}");
            ((int)answer.StatusCode).ShouldBe(status, $"{route} with {client.DefaultRequestHeaders.Authorization?.Parameter}");
            if (status == 401) answer.Headers.WwwAuthenticate.ShouldNotBeEmpty();
        }
    }

    private static async Task<(int Status, string Body)> AnswerAsync(HttpClient client, string path, int pit, string device)
    {
        using var answer = await client.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, pit, device));
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        problem.Remove("trace_id");
        return ((int)answer.StatusCode, problem.ToJsonString());
    }
}
