using Platform.Identity.Sessions;

namespace Platform.Identity.Tests;

public sealed class CookieSessionTests(IdentityFixture identity)
{
    [Fact]
    public async Task Sign_in_gives_the_refresh_token_as_a_cookie_only()
    {
        var person = await identity.NewPersonAsync(Roles.Customer, await identity.NewTenantAsync());
        var browser = new Browser(identity);
        using var response = await browser.LoginAsync(person.Username, IdentityFixture.Password, "198.51.100.60");
        var answer = await response.ReadAsync<JsonElement>();
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["access_token", "role", "token_type", "expires_in", "refresh_token"]);
        answer.GetProperty("refresh_token").ValueKind.ShouldBe(JsonValueKind.Null);
        browser.Cookie.ShouldNotBeNull().ShouldStartWith("rt_");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain(browser.Cookie);

        var attributes = browser.LastSetCookie!.Split("; ")[1..];
        attributes.ShouldContain("httponly");
        attributes.ShouldContain("samesite=strict");
        attributes.ShouldContain("path=/api/auth");
        browser.MaxAge.ShouldBeInRange(86_340, 86_400);
        attributes.Length.ShouldBe(4, "over plain HTTP the cookie is not secure, and no domain is named");
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Cookie_is_secure_when_the_client_came_by_https(string scheme, bool secure)
    {
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var browser = new Browser(identity);
        using var response = await browser.LoginAsync(person.Username, IdentityFixture.Password, "198.51.100.61", scheme);
        browser.LastSetCookie!.Split("; ").Contains("secure").ShouldBe(secure);
    }

    [Fact]
    public async Task Refresh_with_the_cookie_rotates_it_and_does_not_prolong_the_session()
    {
        var (browser, first) = await BeginAsync();
        identity.Time.Advance(TimeSpan.FromMinutes(10));
        using var response = await browser.RefreshAsync();
        var tokens = await response.ReadAsync<TokenAnswer>();
        tokens.RefreshToken.ShouldBeNull();
        browser.Cookie.ShouldNotBe(first);
        browser.MaxAge.ShouldBeInRange(1, (7 * 86_400) - 600);
        (await identity.CanCallAsync(tokens.AccessToken)).ShouldBeTrue();
        (await browser.RefreshAsync(new { })).StatusCode.ShouldBe(HttpStatusCode.OK, "an empty object is as good as no body");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("XMLHttpRequest")]
    public async Task Cookie_without_the_header_is_refused_and_nothing_is_used_up(string? header)
    {
        var (browser, first) = await BeginAsync();
        foreach (var body in new object?[] { null, new { } })
        {
            using var response = await browser.RefreshAsync(body, header);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await response.CodeAsync()).ShouldBe("csrf_header_missing");
            response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }

        browser.Cookie.ShouldBe(first);
        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task App_without_a_cookie_is_told_to_sign_in()
    {
        using var response = await new Browser(identity).RefreshAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.CodeAsync()).ShouldBe("invalid_refresh_token");
    }

    [Fact]
    public async Task Cookie_opens_no_other_route()
    {
        var (browser, _) = await BeginAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/api/auth/me"), (HttpMethod.Get, "/api/auth/sessions"), (HttpMethod.Post, "/api/auth/logout"), (HttpMethod.Post, "/api/auth/logout-everywhere"), (HttpMethod.Post, "/api/auth/password"), (HttpMethod.Get, "/api/users"), (HttpMethod.Get, "/api/tenants") })
        {
            using var response = await browser.SendAsync(method, path, headers: (RefreshCookie.Header, RefreshCookie.HeaderValue));
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_in_the_body_wins_over_the_cookie()
    {
        var (browser, first) = await BeginAsync();
        var program = await identity.BeginSessionAsync(await NewPersonAsync());
        using var response = await browser.RefreshAsync(new { refresh_token = program.RefreshToken }, header: null);
        (await response.ReadAsync<TokenAnswer>()).RefreshToken.ShouldNotBeNull();
        browser.Cookie.ShouldBe(first, "the cookie was not touched");
        (await browser.RefreshAsync(new { refresh_token = "rt_made-up" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_is_good_only_the_way_that_its_session_takes()
    {
        var (browser, first) = await BeginAsync();
        (await identity.RefreshAsync(first)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var program = await identity.BeginSessionAsync(await NewPersonAsync());
        (await new Browser(identity, program.RefreshToken).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await identity.RefreshAsync(program.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/auth/logout")]
    [InlineData("/api/auth/logout-everywhere")]
    public async Task Signing_out_clears_the_cookie_and_ends_the_session(string path)
    {
        var (browser, _) = await BeginAsync();
        var access = (await browser.RefreshAsync().ReadAsync<TokenAnswer>()).AccessToken;
        var last = browser.Cookie;
        (await browser.SendAsync(HttpMethod.Post, path, token: access)).StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.Cookie.ShouldBeNull();
        browser.LastSetCookie!.ShouldContain("path=/api/auth");
        browser.LastSetCookie!.ShouldContain("expires=Thu, 01 Jan 1970");
        (await new Browser(identity, last).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ending_the_own_session_from_the_list_clears_the_cookie_and_ending_another_does_not()
    {
        var person = await NewPersonAsync();
        var browser = new Browser(identity, await identity.BeginCookieSessionAsync(person));
        await identity.BeginSessionAsync(person);
        var access = (await browser.RefreshAsync().ReadAsync<TokenAnswer>()).AccessToken;
        var sessions = (await browser.SendAsync(HttpMethod.Get, "/api/auth/sessions", token: access).ReadAsync<SessionList>()).Items;
        await browser.SendAsync(HttpMethod.Delete, $"/api/auth/sessions/{sessions.Single(s => !s.Current).SessionId}", token: access);
        browser.Cookie.ShouldNotBeNull();
        await browser.SendAsync(HttpMethod.Delete, $"/api/auth/sessions/{sessions.Single(s => s.Current).SessionId}", token: access);
        browser.Cookie.ShouldBeNull();
    }

    [Fact]
    public async Task Changing_the_password_goes_on_in_the_cookie()
    {
        var (browser, _) = await BeginAsync();
        var access = (await browser.RefreshAsync().ReadAsync<TokenAnswer>()).AccessToken;
        var before = browser.Cookie;
        using var response = await browser.SendAsync(HttpMethod.Post, "/api/auth/password", new { current_password = IdentityFixture.Password, new_password = "Rainy-Day-8" }, access);
        (await response.ReadAsync<TokenAnswer>()).RefreshToken.ShouldBeNull();
        browser.Cookie.ShouldNotBe(before);
        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await new Browser(identity, before).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Person> NewPersonAsync() => await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());

    private async Task<(Browser Browser, string Cookie)> BeginAsync()
    {
        var cookie = await identity.BeginCookieSessionAsync(await NewPersonAsync());
        return (new Browser(identity, cookie), cookie);
    }
}
