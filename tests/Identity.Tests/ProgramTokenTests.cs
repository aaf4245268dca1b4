using Platform.Contracts.Identity;
using Platform.Identity.ApiKeys;
using Platform.Identity.Sessions;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity.Tests;

public sealed class ProgramTokenTests(IdentityFixture identity)
{
    [Fact]
    public async Task Api_key_is_shown_once_resolved_to_a_token_and_forgotten_when_revoked()
    {
        var created = await identity.Bus.ListenAsync<ApiKeyCreated>();
        var revoked = await identity.Bus.ListenAsync<ApiKeyRevoked>();
        var tenant = await identity.NewTenantAsync();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        using var service = await identity.AsServiceAsync();
        using var response = await owner.PostAsJsonAsync("/api/api-keys", new { name = "Desk display", scopes = new[] { Policies.ReadingsRead, Policies.DevicesRead, Policies.ReadingsRead } });
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var key = await response.ReadAsync<NewApiKeyAnswer>();
        (await owner.GetStringAsync("/api/api-keys")).ShouldNotContain(key.Key[^43..]);
        (await created.FirstAsync(e => e.ApiKeyId == key.ApiKeyId)).Scopes.ShouldBe([Policies.ReadingsRead, Policies.DevicesRead]);

        var resolved = await service.PostAsJsonAsync("/internal/api-keys/resolve", new { key = key.Key }).ReadAsync<ResolvedApiKey>();
        (resolved.ApiKeyId, resolved.TenantId, resolved.ExpiresIn).ShouldBe((key.ApiKeyId, tenant, 300));
        var claims = Tokens.Read(resolved.AccessToken);
        (claims.GetProperty("role").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("scope").GetString(), claims.GetProperty("tenant").GetString())
            .ShouldBe(("api_key", key.ApiKeyId.ToString(), "readings:read devices:read", tenant.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        (await owner.GetAsync("/api/api-keys").ReadAsync<JsonElement>()).GetProperty("items")[0].GetProperty("last_used_at").ValueKind.ShouldBe(JsonValueKind.String);

        (await owner.DeleteAsync($"/api/api-keys/{key.ApiKeyId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await revoked.FirstAsync(e => e.ApiKeyId == key.ApiKeyId)).TenantId.ShouldBe(tenant);
        (await service.PostAsJsonAsync("/internal/api-keys/resolve", new { key = key.Key })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("pk_00000000000000000000000000000000_guess")]
    [InlineData("rubbish")]
    [InlineData(null)]
    public async Task Unknown_api_key_resolves_to_nothing(string? key)
    {
        using var service = await identity.AsServiceAsync();
        using var response = await service.PostAsJsonAsync("/internal/api-keys/resolve", new { key });
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.CodeAsync()).ShouldBe("invalid_api_key");
    }

    [Fact]
    public async Task Right_id_with_a_wrong_secret_resolves_to_nothing()
    {
        using var owner = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        var key = await owner.PostAsJsonAsync("/api/api-keys", new { name = "x", scopes = new[] { Policies.ReadingsRead } }).ReadAsync<NewApiKeyAnswer>();
        using var service = await identity.AsServiceAsync();
        (await service.PostAsJsonAsync("/internal/api-keys/resolve", new { key = key.Key[..^1] })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":[]}""")]
    [InlineData("""{"name":"x","scopes":["admin"]}""")]
    [InlineData("""{"name":"x","scopes":null}""")]
    public async Task Scopes_must_be_known(string body)
    {
        using var owner = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        using var response = await owner.PostAsync("/api/api-keys", new StringContent(body, null, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.FieldsAsync()).ShouldBe(["scopes"]);
    }

    [Fact]
    public async Task Service_gets_a_token_for_its_own_key_that_opens_internal_routes_only()
    {
        using var anybody = identity.CreateClient();
        var granted = await anybody.PostAsJsonAsync("/internal/service-token", new { service = "gateway", key = IdentityFixture.GatewayKey }).ReadAsync<ServiceTokenResponse>();
        granted.ExpiresIn.ShouldBe(300);
        using var service = identity.ClientWith(granted.AccessToken);
        (await service.GetAsync("/internal/tenants")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.GetAsync("/api/tenants")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("gateway", "wrong-key-0123456789-abcdef")]
    [InlineData("telemetry", IdentityFixture.GatewayKey)]
    [InlineData("telemetry", "x")]
    public async Task Wrong_service_key_is_refused(string service, string key)
    {
        using var response = await identity.CreateClient().PostAsJsonAsync("/internal/service-token", new { service, key });
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Revoked_sessions_are_in_the_snapshot_page_by_page()
    {
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var ended = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var tokens = await identity.BeginSessionAsync(person);
            ended.Add(Tokens.Read(tokens.AccessToken).GetProperty("sid").GetString()!);
            (await identity.ClientWith(tokens.AccessToken).PostAsync("/api/auth/logout", null)).EnsureSuccessStatusCode();
        }

        using var service = await identity.AsServiceAsync();
        var seen = new List<string>();
        var after = "";
        do
        {
            var page = await service.GetAsync($"/internal/revoked-sessions?limit=2{after}").ReadAsync<Page<RevokedSession>>();
            seen.AddRange(page.Items.Select(s => s.SessionId.ToString()));
            after = page.NextCursor is null ? null : $"&after={page.NextCursor}";
        }
        while (after is not null);
        ended.ShouldBeSubsetOf(seen);
    }
}
