namespace Platform.Identity.Tests;

public sealed class LockOutFixture : IdentityFixture;

public sealed class LockOutHttpTests(LockOutFixture identity) : IClassFixture<LockOutFixture>
{
    [Fact]
    public async Task Five_failures_lock_the_name_at_that_address_for_15_minutes_and_nowhere_else()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        for (var i = 0; i < 5; i++) (await StatusAsync(person.Username, "Wrong-Passw0rd", "203.0.113.1")).ShouldBe(HttpStatusCode.Unauthorized);

        using var locked = await identity.LoginAsync(person.Username, IdentityFixture.Password, "203.0.113.1");
        locked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        locked.Headers.RetryAfter!.Delta!.Value.TotalMinutes.ShouldBeInRange(14, 15);
        (await StatusAsync(person.Username, IdentityFixture.Password, "203.0.113.2")).ShouldBe(HttpStatusCode.OK, "the victim at home is not locked out");

        identity.Time.Advance(TimeSpan.FromMinutes(15));
        (await StatusAsync(person.Username, IdentityFixture.Password, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_name_is_locked_the_same_way()
    {
        for (var i = 0; i < 5; i++) (await StatusAsync("nobody.here", "Wrong-Passw0rd", "203.0.113.3")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("nobody.here", "Wrong-Passw0rd", "203.0.113.3")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Attempts_side_by_side_do_not_get_past_the_limit()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => StatusAsync(person.Username, "Wrong-Passw0rd", "203.0.113.4")));
        statuses.Count(s => s == HttpStatusCode.Unauthorized).ShouldBe(5);
        statuses.Count(s => s == HttpStatusCode.TooManyRequests).ShouldBe(25);
    }

    [Fact]
    public async Task Success_clears_the_failures_before_it()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        for (var i = 0; i < 4; i++) (await StatusAsync(person.Username, "Wrong-Passw0rd", "203.0.113.5")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(person.Username, IdentityFixture.Password, "203.0.113.5")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(person.Username, "Wrong-Passw0rd", "203.0.113.5")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(person.Username, IdentityFixture.Password, "203.0.113.5")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_last_hop_of_the_forwarding_header_counts()
    {
        for (var i = 0; i < 5; i++) (await StatusAsync("spoofed.name", "Wrong-Passw0rd", $"203.0.113.{100 + i}, 203.0.113.6")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("spoofed.name", "Wrong-Passw0rd", "203.0.113.200, 203.0.113.6")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private async Task<HttpStatusCode> StatusAsync(string username, string password, string from)
    {
        using var response = await identity.LoginAsync(username, password, from);
        return response.StatusCode;
    }
}
