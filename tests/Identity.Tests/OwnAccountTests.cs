using Platform.Contracts.Identity;
using Platform.Identity.Users;

namespace Platform.Identity.Tests;

/// <summary>What people change of their own account.</summary>
public sealed class OwnAccountTests(IdentityFixture identity)
{
    [Theory]
    [InlineData(Roles.Owner)]
    [InlineData(Roles.Staff)]
    [InlineData(Roles.Customer)]
    [InlineData(Roles.Admin)]
    public async Task Everybody_changes_their_own_name_and_number_and_other_services_hear_of_it(string role)
    {
        var heard = await identity.Bus.ListenAsync<UserContactChanged>();
        var person = await identity.NewPersonAsync(role, role == Roles.Admin ? null : await identity.NewTenantAsync());
        using var client = await identity.SignedInAsync(person);

        using var answer = await client.PatchAsJsonAsync("/api/auth/me", new { name = " Asha ", phone = "+91 (0)98765-43210" });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var me = await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>();
        foreach (var seen in new[] { await answer.ReadAsync<JsonElement>(), me })
            (seen.GetProperty("id").GetInt64(), seen.GetProperty("name").GetString(), seen.GetProperty("phone").GetString()).ShouldBe((person.UserId, "Asha", "+919876543210"));
        var told = await heard.FirstAsync(e => e.UserId == person.UserId);
        (told.TenantId, told.Phone, told.PhoneVersion, told.Email, told.EmailVersion).ShouldBe((person.TenantId, "+919876543210", 1, null, 0));

        // Services that write to people ask for them.
        using var service = await identity.AsServiceAsync();
        var known = await service.GetAsync($"/internal/users?ids={person.UserId}").ReadAsync<JsonElement>();
        (known[0].GetProperty("name").GetString(), known[0].GetProperty("phone").GetString()).ShouldBe(("Asha", "+919876543210"));
    }

    [Fact]
    public async Task What_is_absent_stays_and_nothing_empties_and_the_version_counts_changes_only()
    {
        var heard = await identity.Bus.ListenAsync<UserContactChanged>();
        var person = await identity.NewPersonAsync(Roles.Customer, await identity.NewTenantAsync());
        using var client = await identity.SignedInAsync(person);
        foreach (object body in (object[])[new { phone = "+919876543210" }, new { name = "Asha" }, new { phone = "+91 98765 43210" }, new { phone = "" }])
            (await client.PatchAsJsonAsync("/api/auth/me", body)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var me = await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>();
        (me.GetProperty("name").GetString(), me.GetProperty("phone").GetString()).ShouldBe(("Asha", null));
        await Eventually.BecomesTrueAsync(() => heard.All.Count(e => e.UserId == person.UserId) == 4, "each change is told");
        heard.All.Where(e => e.UserId == person.UserId).Select(e => (e.Phone, e.PhoneVersion)).ShouldBe([("+919876543210", 1), ("+919876543210", 1), ("+919876543210", 1), (null, 2)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"phone":"098765 43210"}""", "phone")]
    [InlineData("""{"phone":"919876543210"}""", "phone")]
    [InlineData("""{"phone":"+0919876543210"}""", "phone")]
    [InlineData("""{"phone":"+9198765432101234"}""", "phone")]
    [InlineData("""{"phone":"+9198765"}""", "phone")]
    [InlineData("""{"phone":"+91 98765 43210 ext 4"}""", "phone")]
    [InlineData("""{"phone":"+९१९८७६५४३२१०"}""", "phone")]
    [InlineData("""{"name":"Asha of evil.example","phone":"12"}""", "name,phone")]
    [InlineData("""{"name":"  "}""", "name")]
    [InlineData("{}", "body")]
    public async Task What_is_no_number_or_name_is_refused_at_its_field(string body, string fields)
    {
        using var client = await identity.SignedInAsync(Roles.Staff, await identity.NewTenantAsync());
        using var refused = await client.PatchAsync("/api/auth/me", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        string.Join(',', await refused.FieldsAsync()).ShouldBe(fields);
    }

    [Fact]
    public async Task Body_changes_nobody_else_and_nothing_more_than_is_offered()
    {
        var tenant = await identity.NewTenantAsync();
        var other = await identity.NewPersonAsync(Roles.Staff, tenant);
        var person = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var client = await identity.SignedInAsync(person);
        (await client.PatchAsJsonAsync("/api/auth/me", new { id = other.UserId, user_id = other.UserId, name = "Me", email = "me@example.com", role = "owner", username = "root", workshop_id = 1, disabled = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.GetAsync($"/api/users/{other.UserId}").ReadAsync<UserAnswer>()).Name.ShouldBeNull();
        var me = await owner.GetAsync($"/api/users/{person.UserId}").ReadAsync<UserAnswer>();
        (me.Name, me.Email, me.Role, me.Username, me.WorkshopId, me.Disabled).ShouldBe(("Me", null, Roles.Staff, person.Username, tenant, false));
    }

    [Fact]
    public async Task Change_by_the_owner_is_told_with_the_addresses_that_it_is_of()
    {
        var heard = await identity.Bus.ListenAsync<UserContactChanged>();
        var tenant = await identity.NewTenantAsync();
        var person = await identity.NewPersonAsync(Roles.Customer, tenant);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.PatchAsJsonAsync($"/api/users/{person.UserId}", new { name = "Only a name" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.PatchAsJsonAsync($"/api/users/{person.UserId}", new { email = "asha@example.com" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = await heard.FirstAsync(e => e.UserId == person.UserId);
        (told.Phone, told.PhoneVersion, told.Email, told.EmailVersion).ShouldBe((null, 0, "asha@example.com", 1));
    }
}
