using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.Bootstrap;
using Platform.Identity.Sessions;
using Platform.Identity.Users;

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
        var problem = await locked.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("limit").GetInt32(), problem.GetProperty("used").GetInt32()).ShouldBe((5, 5));
        (problem.GetProperty("resets_at").GetDateTimeOffset() - identity.Time.GetUtcNow()).TotalMinutes.ShouldBeInRange(14, 15);
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

    [Fact]
    public async Task Guessing_from_many_addresses_is_stopped_but_not_the_owner_where_she_signed_in_before()
    {
        var store = identity.Services.GetRequiredService<LockOutStore>();
        var now = identity.Time.GetUtcNow();
        for (var i = 0; i < LockOut.PerName; i++)
            (await store.AttemptAsync(LockOutKey.OfSignIn("priya", $"192.0.2.{i}", addressIsKnown: false), now, CancellationToken.None)).ShouldBeNull();
        (await store.AttemptAsync(LockOutKey.OfSignIn("priya", "192.0.2.200", addressIsKnown: false), now, CancellationToken.None)).ShouldNotBeNull();
        (await store.AttemptAsync(LockOutKey.OfSignIn("priya", "192.0.2.201", addressIsKnown: true), now, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task One_password_on_many_names_is_stopped_at_the_address()
    {
        var store = identity.Services.GetRequiredService<LockOutStore>();
        var now = identity.Time.GetUtcNow();
        for (var i = 0; i < LockOut.PerAddress; i++)
            (await store.AttemptAsync(LockOutKey.OfSignIn($"name{i}", "192.0.2.240", addressIsKnown: false), now, CancellationToken.None)).ShouldBeNull();
        (await store.AttemptAsync(LockOutKey.OfSignIn("one.more", "192.0.2.240", addressIsKnown: false), now, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Rush_of_sign_ins_is_turned_away_and_not_counted_as_failures()
    {
        // Checking takes as long as the hash says, and these are the product's.
        await using var hasher = new PasswordHasher();
        var tenant = await identity.NewTenantAsync();
        var names = new List<string>();
        for (var i = 0; i < 40; i++) names.Add((await identity.NewPersonAsync(Roles.Staff, tenant, hash: hasher.Nobodys)).Username);
        var responses = await Task.WhenAll(names.Select(name => identity.LoginAsync(name, "Wrong-Passw0rd", "203.0.113.8")));
        responses.Select(r => r.StatusCode).Distinct().ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.ServiceUnavailable], ignoreOrder: true);
        responses.Where(r => r.StatusCode == HttpStatusCode.ServiceUnavailable).ShouldAllBe(r => r.Headers.RetryAfter != null);

        var turnedAway = names[Array.FindIndex(responses, r => r.StatusCode == HttpStatusCode.ServiceUnavailable)];
        for (var i = 0; i < 5; i++) (await StatusAsync(turnedAway, "Wrong-Passw0rd", "203.0.113.8")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(turnedAway, "Wrong-Passw0rd", "203.0.113.8")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Account_knows_the_addresses_from_which_it_signed_in()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        var sessions = identity.Services.GetRequiredService<SessionStore>();
        (await sessions.FindUserAsync(person.Username, "203.0.113.7", CancellationToken.None))!.AddressIsKnown.ShouldBeFalse();
        (await StatusAsync(person.Username, IdentityFixture.Password, "203.0.113.7")).ShouldBe(HttpStatusCode.OK);
        (await sessions.FindUserAsync(person.Username, "203.0.113.7", CancellationToken.None))!.AddressIsKnown.ShouldBeTrue();
    }

    [Fact]
    public async Task Cleaning_up_forgets_old_sessions_and_failures_only()
    {
        var person = await identity.NewPersonAsync(Roles.Customer, await identity.NewTenantAsync());
        var tokens = await identity.BeginSessionAsync(person);
        var cleanup = identity.Services.GetRequiredService<SessionCleanup>();
        await cleanup.RunOnceAsync(identity.Time.GetUtcNow(), CancellationToken.None);
        (await identity.CanCallAsync(tokens.AccessToken)).ShouldBeTrue();
        (await cleanup.RunOnceAsync(identity.Time.GetUtcNow().AddDays(32), CancellationToken.None)).ShouldBeGreaterThan(0);
        (await identity.CanCallAsync(tokens.AccessToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Replicas_that_start_together_make_one_admin()
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from users where role = 'admin'");
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<AdminAtStart>(identity.Services).RunOnceAsync(identity.Time.GetUtcNow(), CancellationToken.None)));
        made.Count(m => m).ShouldBe(1);
        (await connection.ExecuteScalarAsync<long>("select count(*) from users where role = 'admin'")).ShouldBe(1);
    }

    private async Task<HttpStatusCode> StatusAsync(string username, string password, string from)
    {
        using var response = await identity.LoginAsync(username, password, from);
        return response.StatusCode;
    }
}
