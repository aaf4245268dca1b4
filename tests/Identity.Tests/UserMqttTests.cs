using Platform.Contracts.Identity;
using Platform.Identity.UserMqtt;

namespace Platform.Identity.Tests;

/// <summary>People's own accounts at the broker.</summary>
public sealed class UserMqttTests(IdentityFixture identity)
{
    [Fact]
    public async Task Password_is_shown_once_and_told_to_the_broker_side_as_a_hash()
    {
        var heard = await identity.Bus.ListenAsync<UserMqttChanged>();
        var person = await identity.NewPersonAsync(Roles.Customer, await identity.NewTenantAsync());
        using var client = await identity.SignedInAsync(person);
        (await StateAsync(client)).Exists.ShouldBeFalse();

        var first = await client.PostAsync("/api/auth/mqtt-credentials", null).ReadAsync<UserMqttCredentials>();
        first.Username.ShouldBe($"user_{person.UserId}");
        var second = await client.PostAsync("/api/auth/mqtt-credentials", null).ReadAsync<UserMqttCredentials>();
        second.Password.ShouldNotBe(first.Password);
        (await StateAsync(client)).ShouldSatisfyAllConditions(s => s.Exists.ShouldBeTrue(), s => s.CreatedAt.ShouldNotBeNull());

        var facts = (await heard.FirstAsync(m => m.Account.UserId == person.UserId && m.Account.Version == 2)).Account;
        facts.ShouldBe(new UserMqttFacts(person.UserId, person.TenantId, "customer", Secrets.Sha256Hex(second.Password), 2));
    }

    [Fact]
    public async Task Account_ends_when_its_owner_says_so()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        using var client = await identity.SignedInAsync(person);
        (await client.DeleteAsync("/api/auth/mqtt-credentials")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await client.PostAsync("/api/auth/mqtt-credentials", null);
        (await client.DeleteAsync("/api/auth/mqtt-credentials")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync(client)).ShouldBe(new UserMqttAnswer($"user_{person.UserId}", Exists: false, CreatedAt: null));
        (await FactsAsync(person)).ShouldBe(new UserMqttFacts(person.UserId, person.TenantId, "owner", null, 2), "the end is in the snapshot as well");
    }

    [Fact]
    public async Task Disabled_person_loses_it_and_does_not_get_it_back_by_being_enabled()
    {
        var tenant = await identity.NewTenantAsync();
        var person = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var client = await identity.SignedInAsync(person);
        await client.PostAsync("/api/auth/mqtt-credentials", null);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.PatchAsJsonAsync($"/api/users/{person.UserId}", new { disabled = true })).EnsureSuccessStatusCode();
        (await FactsAsync(person)).SecretSha256.ShouldBeNull();
        (await client.PostAsync("/api/auth/mqtt-credentials", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await owner.PatchAsJsonAsync($"/api/users/{person.UserId}", new { disabled = false })).EnsureSuccessStatusCode();
        (await FactsAsync(person)).ShouldSatisfyAllConditions(f => f.SecretSha256.ShouldBeNull(), f => f.Version.ShouldBe(2));
    }

    [Fact]
    public async Task Snapshot_comes_in_pages_by_person()
    {
        var tenant = await identity.NewTenantAsync();
        var people = new List<Person>();
        for (var i = 0; i < 3; i++)
        {
            people.Add(await identity.NewPersonAsync(Roles.Customer, tenant));
            using var client = await identity.SignedInAsync(people[^1]);
            await client.PostAsync("/api/auth/mqtt-credentials", null);
        }

        using var service = await identity.AsServiceAsync();
        var page = await service.GetFromJsonAsync<JsonElement>($"/internal/user-mqtt?limit=2&after={people[0].UserId - 1}");
        page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("user_id").GetInt64()).ShouldBe(people.Take(2).Select(p => p.UserId));
        page.GetProperty("next_cursor").GetString().ShouldBe(people[1].UserId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Task<UserMqttAnswer> StateAsync(HttpClient client) => client.GetAsync("/api/auth/mqtt-credentials").ReadAsync<UserMqttAnswer>();

    private async Task<UserMqttFacts> FactsAsync(Person person)
    {
        using var service = await identity.AsServiceAsync();
        var page = await service.GetAsync($"/internal/user-mqtt?after={person.UserId - 1}&limit=1").ReadAsync<ServiceDefaults.Http.Page<UserMqttFacts>>();
        return page.Items.ShouldHaveSingleItem();
    }
}
