using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

/// <summary>401 and 403: who is refused, and what the answer says.</summary>
public sealed class RefusalTests(SampleService service) : IClassFixture<SampleService>
{
    [Theory]
    [InlineData(null)]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task No_token_or_a_bad_one_is_401_with_www_authenticate(string? token)
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/person", token: token);

        answer.Status.ShouldBe(401);
        answer.Type.ShouldBe("unauthenticated");
        answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
        (answer.Headers.WwwAuthenticate.Single().Parameter?.Contains("invalid_token") ?? false).ShouldBe(token is not null);
    }

    [Fact]
    public async Task Expired_token_is_401()
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/person", token: service.Tokens.For("owner", 1, life: TimeSpan.FromMinutes(-2)));

        answer.Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("GET", "/person", "admin owner staff customer")]
    [InlineData("GET", "/signed-in", "admin owner staff customer")]
    [InlineData("GET", "/owner", "admin owner")]
    [InlineData("GET", "/service", "service")]
    [InlineData("GET", "/readings", "admin owner staff customer")]
    [InlineData("GET", "/devices", "admin owner staff")]
    [InlineData("POST", "/devices", "admin owner")]
    [InlineData("GET", "/forgotten", "admin")]
    public async Task Policy_lets_in_its_roles_and_no_other(string method, string path, string allowed)
    {
        foreach (var role in new[] { Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer, Roles.ApiKey, Roles.Service, "root", "Admin" })
        {
            var answer = await service.SendAsync(new HttpMethod(method), path, token: service.Tokens.For(role, 1));
            answer.Status.ShouldBe(allowed.Split(' ').Contains(role, StringComparer.Ordinal) ? 200 : 403, $"{role} {method} {path}");
            if (answer.Status == 403) answer.Type.ShouldBe("forbidden");
        }
    }

    [Theory]
    [InlineData("GET", "/readings", "readings:read", 200)]
    [InlineData("GET", "/readings", "devices:read devices:write", 403)]
    [InlineData("GET", "/devices", "readings:read devices:read", 200)]
    [InlineData("POST", "/devices", "devices:read", 403)]
    [InlineData("POST", "/devices", "devices:write", 200)]
    [InlineData("GET", "/person", "readings:read", 403)]
    public async Task Api_key_may_do_what_its_scopes_say(string method, string path, string scope, int status)
    {
        var answer = await service.SendAsync(new HttpMethod(method), path, token: service.Tokens.For(Roles.ApiKey, 1, scope: scope, subject: "key-1"));

        answer.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Scope_in_a_persons_token_adds_nothing()
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/devices", token: service.Tokens.For(Roles.Customer, 1, scope: "devices:write"));

        answer.Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("/person")]
    [InlineData("/owner")]
    [InlineData("/readings")]
    [InlineData("/devices")]
    public async Task Temporary_password_must_be_changed_first(string path)
    {
        var token = service.Tokens.For(Roles.Owner, 1, passwordChangeRequired: true);

        var answer = await service.SendAsync(HttpMethod.Get, path, token: token);

        answer.Status.ShouldBe(403);
        answer.Type.ShouldBe("password_change_required");
        (await service.SendAsync(HttpMethod.Get, "/signed-in", token: token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Headers_of_the_caller_do_not_make_a_caller()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/person");
        foreach (var name in new[] { "X-User", "X-Tenant-Id", "X-Role", "X-Forwarded-User" }) request.Headers.Add(name, "admin");
        using var answer = await service.Http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Caller_is_read_from_the_token()
    {
        var session = Guid.NewGuid();
        var answer = await service.SendAsync(HttpMethod.Get, "/person", token: service.Tokens.For(Roles.Staff, 3, userId: 44, session: session));

        answer.Json.GetProperty("user_id").GetInt64().ShouldBe(44);
        answer.Json.GetProperty("tenant_id").GetInt32().ShouldBe(3);
        answer.Json.GetProperty("session_id").GetGuid().ShouldBe(session);
        answer.Json.GetProperty("is_limited_to_pits").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(Roles.Admin, null, null)]
    [InlineData(Roles.Admin, 5, null)]
    [InlineData(Roles.Owner, 5, 5)]
    [InlineData(Roles.ApiKey, 5, 5)]
    [InlineData(Roles.Owner, null, -1)]
    [InlineData(Roles.Service, null, -1)]
    public void Only_an_admin_is_not_limited_to_a_tenant(string role, int? tenant, int? scope) =>
        new Caller("1", role, tenant, null, []).TenantScope.ShouldBe(scope);
}
