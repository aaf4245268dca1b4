using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Identity;
using Platform.Contracts.Jobs;
using Platform.Identity.PitAccess;
using Platform.Identity.SigningKeys;
using Platform.Identity.Users;

namespace Platform.Identity.Tests;

/// <summary>Accounts of customers that jobs ask for, and the pits that jobs let them see.</summary>
public sealed class CustomerTests(IdentityFixture identity)
{
    [Fact]
    public async Task Customer_signs_in_with_the_first_password_and_need_not_change_it()
    {
        var (account, tenant) = await MakeAsync("Rahul Verma");
        account.Username.ShouldStartWith("rahul");
        var session = await identity.LoginAsync(account.Username, account.Password!, "198.51.100.61");
        session.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var customer = identity.ClientWith((await session.ReadAsync<JsonElement>()).GetProperty("access_token").GetString()!);
        var me = await customer.GetAsync("/api/auth/me").ReadAsync<JsonElement>();
        (me.GetProperty("role").GetString(), me.GetProperty("workshop_id").GetInt32()).ShouldBe(("customer", tenant));
        me.GetProperty("password_change_required").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Same_key_is_the_same_account_however_often_and_at_once()
    {
        var tenant = await identity.NewTenantAsync();
        var body = Body(tenant, "Meera");
        using var jobs = await ServiceAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => jobs.PostAsJsonAsync("/internal/customers", body).ReadAsync<CustomerAnswer>()));
        answers.Distinct().ShouldHaveSingleItem().Password.ShouldNotBeNull();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.GetAsync("/api/users?role=customer").ReadAsync<JsonElement>()).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Password_is_told_until_somebody_has_signed_in_with_it()
    {
        var tenant = await identity.NewTenantAsync();
        var body = Body(tenant, "Meera");
        using var jobs = await ServiceAsync();
        var first = await jobs.PostAsJsonAsync("/internal/customers", body).ReadAsync<CustomerAnswer>();
        (await jobs.PostAsJsonAsync("/internal/customers", body).ReadAsync<CustomerAnswer>()).ShouldBe(first);
        (await identity.LoginAsync(first.Username, first.Password!, "198.51.100.62")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await jobs.PostAsJsonAsync("/internal/customers", body).ReadAsync<CustomerAnswer>()).ShouldBe(first with { Password = null });
    }

    [Fact]
    public async Task Password_follows_from_the_key_and_keeps_the_rule()
    {
        var (one, two) = (Passwords("a-secret-of-the-tests-0123456789-ab"), Passwords("another-secret-of-tests-0123456789"));
        var many = Enumerable.Range(0, 2000).Select(n => one.For($"key {n}")).ToArray();
        many.ShouldBeUnique();
        many.ShouldAllBe(p => PasswordRule.Check(p) == null && p.Length == 14);
        one.For("key 1").ShouldBe(many[1]);
        two.For("key 1").ShouldNotBe(many[1]);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("key", "")]
    [InlineData("name", "")]
    [InlineData("tenant_id", 0)]
    [InlineData("email", "nobody")]
    [InlineData("phone", "abc")]
    [InlineData("language", "fr")]
    public async Task Wrong_field_is_named(string field, object value)
    {
        var body = Body(await identity.NewTenantAsync(), "Meera");
        body[field] = value;
        using var jobs = await ServiceAsync();
        using var answer = await jobs.PostAsJsonAsync("/internal/customers", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Workshop_that_does_not_exist_has_no_customers()
    {
        using var jobs = await ServiceAsync();
        (await jobs.PostAsJsonAsync("/internal/customers", Body(999_999, "Meera"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pits_follow_the_jobs_in_any_order_and_people_cannot_change_them()
    {
        var heard = await identity.Bus.ListenAsync<PitAccessChanged>();
        var (account, tenant) = await MakeAsync("Meera");
        await TellAsync(account.UserId, tenant, 1, 5);
        await heard.FirstAsync(e => e.Access.UserId == account.UserId && e.Access.PitIds.SequenceEqual([5]));
        await TellAsync(account.UserId, tenant, 3);
        await heard.FirstAsync(e => e.Access.UserId == account.UserId && e.Access.PitIds.Count == 0);
        await TellAsync(account.UserId, tenant, 2, 5, 6); // late
        await TellAsync(account.UserId, tenant + 100_000, 9, 5); // another tenant's
        await TellAsync(account.UserId, tenant, 4, 7);
        await heard.FirstAsync(e => e.Access.UserId == account.UserId && e.Access.PitIds.SequenceEqual([7]));
        heard.All.Where(e => e.Access.UserId == account.UserId).Select(e => e.Access.Version).ShouldBeInOrder();
        heard.All.ShouldNotContain(e => e.Access.UserId == account.UserId && e.Access.PitIds.Contains(6));

        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        using var refused = await owner.PutAsJsonAsync($"/api/users/{account.UserId}/pits", new { pit_ids = new[] { 1 } });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.CodeAsync()).ShouldBe("jobs_decide");
        (await owner.GetAsync($"/api/users/{account.UserId}/pits").ReadAsync<PitsAnswer>()).PitIds.ShouldBe([7]);
    }

    [Fact]
    public async Task Same_message_twice_is_one_change()
    {
        var heard = await identity.Bus.ListenAsync<PitAccessChanged>();
        var (account, tenant) = await MakeAsync("Meera");
        var (message, id) = (new CustomerPitsChanged(account.UserId, tenant, [5], 1, identity.Time.GetUtcNow()), Guid.NewGuid());
        await identity.Bus.PublishAsync(message, id);
        await identity.Bus.PublishAsync(message, id);

        // Messages are worked on side by side: the next one could be faster, and then there would be nothing left to change.
        await heard.FirstAsync(e => e.Access.UserId == account.UserId && e.Access.PitIds.SequenceEqual([5]));
        await TellAsync(account.UserId, tenant, 2, 6);
        await heard.FirstAsync(e => e.Access.UserId == account.UserId && e.Access.PitIds.SequenceEqual([6]));
        heard.All.Count(e => e.Access.UserId == account.UserId).ShouldBe(2);
    }

    /// <summary>Staff are nobody's customers, whatever a message says.</summary>
    [Fact]
    public async Task Jobs_change_no_staffs_pits()
    {
        var heard = await identity.Bus.ListenAsync<PitAccessChanged>();
        var (account, tenant) = await MakeAsync("Meera");
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        await TellAsync(staff.UserId, tenant, 1, 5);
        await TellAsync(account.UserId, tenant, 1, 5);
        await heard.FirstAsync(e => e.Access.UserId == account.UserId);
        heard.All.ShouldNotContain(e => e.Access.UserId == staff.UserId);
    }

    private static Dictionary<string, object> Body(int tenant, string name) =>
        new(StringComparer.Ordinal) { ["key"] = Guid.NewGuid().ToString("N"), ["tenant_id"] = tenant, ["name"] = name, ["phone"] = "+919876543210", ["email"] = "meera@example.com", ["language"] = "hi" };

    private static CustomerPassword Passwords(string secret) => new(Microsoft.Extensions.Options.Options.Create(new KeyOptions { KeyEncryptionKey = secret }));

    private async Task<(CustomerAnswer Account, int Tenant)> MakeAsync(string name)
    {
        var tenant = await identity.NewTenantAsync();
        using var jobs = await ServiceAsync();
        using var answer = await jobs.PostAsJsonAsync("/internal/customers", Body(tenant, name));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.ReadAsync<CustomerAnswer>(), tenant);
    }

    private async Task<HttpClient> ServiceAsync() =>
        identity.ClientWith(await identity.Services.GetRequiredService<TokenIssuer>().ForServiceAsync("jobs", identity.Time.GetUtcNow(), CancellationToken.None));

    private Task TellAsync(long userId, int tenant, long version, params int[] pits) =>
        identity.Bus.PublishAsync(new CustomerPitsChanged(userId, tenant, pits, version, identity.Time.GetUtcNow()));
}
