namespace Platform.Identity.Tests;

public sealed class LoginTests(IdentityFixture identity)
{
    [Fact]
    public async Task Right_password_gives_the_documented_answer()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        using var response = await identity.LoginAsync(person.Username.ToUpperInvariant(), IdentityFixture.Password, "198.51.100.1");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await response.ReadAsync<JsonElement>();
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["access_token", "role", "token_type", "expires_in", "refresh_token"]);
        answer.GetProperty("role").GetString().ShouldBe("owner");
        answer.GetProperty("token_type").GetString().ShouldBe("Bearer");
        answer.GetProperty("expires_in").GetInt32().ShouldBe(900);
        var me = await identity.ClientWith(answer.GetProperty("access_token").GetString()!).GetFromJsonAsync<JsonElement>("/api/auth/me");
        me.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["id", "username", "role", "workshop_id", "name", "email", "phone", "workshop_name", "workshop_code", "workshop_status", "time_zone", "password_change_required", "external_id", "tenant_kind", "language"]);
        me.GetProperty("workshop_id").GetInt32().ShouldBe(person.TenantId!.Value);
    }

    [Fact]
    public async Task Admin_of_the_configuration_signs_in()
    {
        using var response = await identity.LoginAsync("admin", IdentityFixture.AdminPassword, "198.51.100.2");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_user_and_wrong_password_look_alike_in_status_body_and_work()
    {
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var known = await TryAsync(person.Username, "198.51.100.3");
        known.Answer.ShouldStartWith("Unauthorized");
        known.Bcrypts.ShouldBe(1);
        (await TryAsync(IdentityFixture.NewName("ghost"), "198.51.100.3")).ShouldBe(known);
    }

    [Fact]
    public async Task Disabled_user_looks_like_an_unknown_one()
    {
        var tenant = await identity.NewTenantAsync();
        var person = await identity.NewPersonAsync(Roles.Staff, tenant);
        (await (await identity.SignedInAsync(Roles.Owner, tenant)).PatchAsJsonAsync($"/api/users/{person.UserId}", new { disabled = true })).EnsureSuccessStatusCode();
        using var response = await identity.LoginAsync(person.Username, IdentityFixture.Password, "198.51.100.4");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.CodeAsync()).ShouldBe("invalid_credentials");
    }

    [Theory]
    [InlineData("{}", "username", "password")]
    [InlineData("""{"username":"a"}""", "password")]
    [InlineData("""{"username":5,"password":"x"}""", "username")]
    [InlineData("[1", "body")]
    public async Task Bad_body_names_the_fields(string body, params string[] fields)
    {
        using var response = await identity.CreateClient().PostAsync("/api/auth/login", new StringContent(body, null, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.FieldsAsync()).ShouldBe(fields, ignoreOrder: true);
    }

    [Theory]
    [InlineData("adm\0in")]
    [InlineData("💥💥💥")]
    [InlineData("' or 1=1 --")]
    public async Task Strange_username_is_just_unknown(string username)
    {
        using var response = await identity.LoginAsync(username, new string('x', 500), "198.51.100.5");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<(int Bcrypts, string Answer)> TryAsync(string username, string from)
    {
        using var bcrypts = new BcryptCount();
        using var response = await identity.LoginAsync(username, "Wrong-Passw0rd", from);
        var problem = await response.ReadAsync<JsonElement>();
        return (bcrypts.Value, $"{response.StatusCode} {problem.GetProperty("type")} {problem.GetProperty("title")} {problem.GetProperty("detail")} {response.Content.Headers.ContentType}");
    }
}
