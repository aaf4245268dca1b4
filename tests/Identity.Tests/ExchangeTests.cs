using Dapper;

namespace Platform.Identity.Tests;

/// <summary>People of an outside identity provider.</summary>
public sealed class ExchangeTests(ExchangeFixture identity) : IClassFixture<ExchangeFixture>
{
    [Fact]
    public async Task First_time_makes_a_household_and_later_times_find_it()
    {
        var (subject, email) = (ExchangeFixture.NewSubject(), ExchangeFixture.NewEmail());
        var me = await identity.MeAsync(identity.Claims(subject, email));
        me.GetProperty("external_id").GetString().ShouldBe(subject);
        me.GetProperty("tenant_kind").GetString().ShouldBe("household");
        me.GetProperty("role").GetString().ShouldBe("owner");
        me.GetProperty("username").GetString().ShouldBe(email.ToLowerInvariant());
        me.GetProperty("name").GetString().ShouldBe("Asha Rao");

        var later = identity.Claims(subject, "moved.elsewhere@example.com");
        later["email_verified"] = false;
        (await identity.MeAsync(later)).GetProperty("id").GetInt64().ShouldBe(me.GetProperty("id").GetInt64(), "the subject is what counts, not the address");
    }

    [Fact]
    public async Task Of_ten_first_times_at_once_one_makes_the_household_and_all_are_signed_in()
    {
        var (subject, email) = (ExchangeFixture.NewSubject(), ExchangeFixture.NewEmail());
        var token = identity.Issuer.Sign(identity.Claims(subject, email));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => identity.ExchangeAsync(token)));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        await using var connection = await identity.Database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from tenants where email = @email", new { email })).ShouldBe(1);
    }

    [Fact]
    public async Task Account_that_owns_the_verified_address_is_linked()
    {
        var (email, issuer) = (ExchangeFixture.NewEmail(), ExchangeFixture.Discovered);
        var first = await identity.MeAsync(identity.Claims(email: email));
        var second = await identity.MeAsync(identity.Claims(email: email.ToUpperInvariant(), issuer: issuer));
        second.GetProperty("id").GetInt64().ShouldBe(first.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Account_that_somebody_made_with_the_address_beforehand_is_not_taken_for_the_persons()
    {
        var email = ExchangeFixture.NewEmail();
        using var owner = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        var trap = await owner.PostAsJsonAsync("/api/users", new { username = email, role = "staff", email }).ReadAsync<JsonElement>();
        var me = await identity.MeAsync(identity.Claims(email: email));
        me.GetProperty("id").GetInt64().ShouldNotBe(trap.GetProperty("user_id").GetInt64());
        me.GetProperty("username").GetString()!.ShouldStartWith("household_");
        me.GetProperty("email").GetString().ShouldBe(email);
    }

    [Fact]
    public async Task Address_that_somebody_else_wrote_into_the_account_is_not_verified_any_more()
    {
        var (before, after) = (ExchangeFixture.NewEmail(), ExchangeFixture.NewEmail());
        var me = await identity.MeAsync(identity.Claims(email: before));
        using var admin = await identity.SignedInAsync(Roles.Admin);
        (await admin.PatchAsJsonAsync($"/api/users/{me.GetProperty("id").GetInt64()}", new { email = after })).EnsureSuccessStatusCode();
        (await identity.MeAsync(identity.Claims(email: after))).GetProperty("id").GetInt64().ShouldNotBe(me.GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData(false)]
    [InlineData("false")]
    [InlineData(1)]
    [InlineData(null)]
    public async Task Address_that_the_provider_has_not_verified_opens_no_account(object? verified)
    {
        var claims = identity.Claims();
        claims["email_verified"] = verified;
        using var refused = await identity.ExchangeAsync(identity.Issuer.Sign(claims));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.CodeAsync()).ShouldBe("email_not_verified");
    }

    [Fact]
    public async Task Disabled_account_is_not_opened()
    {
        var claims = identity.Claims();
        var me = await identity.MeAsync(claims);
        using var admin = await identity.SignedInAsync(Roles.Admin);
        (await admin.PatchAsJsonAsync($"/api/users/{me.GetProperty("id").GetInt64()}", new { disabled = true })).EnsureSuccessStatusCode();
        using var refused = await identity.ExchangeAsync(identity.Issuer.Sign(claims));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.CodeAsync()).ShouldBe("account_disabled");
    }

    [Fact]
    public async Task Other_services_ask_who_people_are()
    {
        var (subject, email) = (ExchangeFixture.NewSubject(), ExchangeFixture.NewEmail());
        var me = await identity.MeAsync(identity.Claims(subject, email));
        var id = me.GetProperty("id").GetInt64();
        using var service = await identity.AsServiceAsync();
        var people = await service.GetFromJsonAsync<JsonElement>($"/internal/users?ids={id},999999999");
        var person = people.EnumerateArray().ShouldHaveSingleItem();
        person.EnumerateObject().Select(p => p.Name).ShouldBe(["user_id", "tenant_id", "name", "email", "external_id", "language", "role", "phone"]);
        (person.GetProperty("user_id").GetInt64(), person.GetProperty("email").GetString(), person.GetProperty("external_id").GetString()).ShouldBe((id, email, subject));
        (await service.GetFromJsonAsync<JsonElement>($"/internal/users/by-external?id={subject}")).GetProperty("user_id").GetInt64().ShouldBe(id);
        (await service.GetAsync("/internal/users/by-external?id=nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var owners = await service.GetFromJsonAsync<JsonElement>($"/internal/users?role=owner&tenant_id={person.GetProperty("tenant_id").GetInt32()}");
        owners.EnumerateArray().ShouldHaveSingleItem().GetProperty("user_id").GetInt64().ShouldBe(id);
        (await service.GetFromJsonAsync<JsonElement>("/internal/users?role=admin")).EnumerateArray().ShouldAllBe(a => a.GetProperty("tenant_id").ValueKind == JsonValueKind.Null);
        (await service.GetAsync("/internal/users?ids=1,x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Subject_that_two_providers_give_to_different_people_names_nobody()
    {
        var subject = ExchangeFixture.NewSubject();
        await identity.MeAsync(identity.Claims(subject));
        await identity.MeAsync(identity.Claims(subject, issuer: ExchangeFixture.Discovered));
        using var service = await identity.AsServiceAsync();
        (await service.GetAsync($"/internal/users/by-external?id={subject}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
