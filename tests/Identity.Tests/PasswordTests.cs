using Platform.Contracts.Identity;
using Platform.Identity.Sessions;

namespace Platform.Identity.Tests;

public sealed class PasswordTests(IdentityFixture identity)
{
    [Fact]
    public async Task Temporary_password_opens_nothing_until_it_is_changed()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync(), passwordIsTemporary: true);
        using var client = await identity.SignedInAsync(person);
        foreach (var path in new[] { "/api/users", "/api/api-keys", $"/api/tenants/{person.TenantId}" })
        {
            using var refused = await client.GetAsync(path);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await refused.CodeAsync()).ShouldBe("password_change_required");
        }

        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var changed = await client.PostAsJsonAsync("/api/auth/password", new { current_password = IdentityFixture.Password, new_password = "Rainy-Day-8" });
        var tokens = await changed.ReadAsync<TokenAnswer>();
        (await identity.ClientWith(tokens.AccessToken).GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session with the temporary password is over");
        (await identity.LoginAsync(person.Username, "Rainy-Day-8", "198.51.100.20")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await identity.LoginAsync(person.Username, IdentityFixture.Password, "198.51.100.20")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refreshing_does_not_get_around_the_change()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync(), passwordIsTemporary: true);
        var tokens = await identity.RefreshAsync((await identity.BeginSessionAsync(person)).RefreshToken).ReadAsync<TokenAnswer>();
        (await identity.ClientWith(tokens.AccessToken).GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Changing_the_password_ends_all_other_sessions_with_events()
    {
        var ended = await identity.Bus.ListenAsync<SessionRevoked>();
        var changes = await identity.Bus.ListenAsync<UserChanged>();
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var elsewhere = await identity.BeginSessionAsync(person);
        using var client = await identity.SignedInAsync(person);
        (await client.PostAsJsonAsync("/api/auth/password", new { current_password = IdentityFixture.Password, new_password = "Rainy-Day-8" })).EnsureSuccessStatusCode();
        (await identity.CanCallAsync(elsewhere.AccessToken)).ShouldBeFalse();
        (await ended.FirstAsync(e => e.UserId == person.UserId)).Reason.ShouldBe("password_changed");
        (await changes.FirstAsync(e => e.UserId == person.UserId)).Change.ShouldBe("password");
    }

    [Theory]
    [InlineData("Wrong-Passw0rd", "Rainy-Day-8", "current_password")]
    [InlineData(IdentityFixture.Password, IdentityFixture.Password, "new_password")]
    [InlineData(IdentityFixture.Password, "rainy-day-8", "new_password")]
    [InlineData(IdentityFixture.Password, "", "new_password")]
    public async Task Change_that_is_not_right_names_the_field(string current, string replacement, string field)
    {
        using var client = await identity.SignedInAsync(Roles.Staff, await identity.NewTenantAsync());
        using var response = await client.PostAsJsonAsync("/api/auth/password", new { current_password = current, new_password = replacement });
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.FieldsAsync()).ShouldBe([field]);
    }

    [Fact]
    public async Task Guessing_the_present_password_is_locked_after_five_tries()
    {
        using var client = await identity.SignedInAsync(Roles.Staff, await identity.NewTenantAsync());
        var body = new { current_password = "Wrong-Passw0rd", new_password = "Rainy-Day-8" };
        for (var i = 0; i < 5; i++) (await client.PostAsJsonAsync("/api/auth/password", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsJsonAsync("/api/auth/password", body)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
