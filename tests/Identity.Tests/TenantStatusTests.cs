using Platform.Contracts.Identity;
using Platform.Identity.Tenants;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity.Tests;

public sealed class TenantStatusTests(IdentityFixture identity)
{
    [Fact]
    public async Task Suspending_tells_the_facts_first_and_then_who_and_why()
    {
        var facts = await identity.Bus.ListenAsync<TenantProvisioned>();
        var suspended = await identity.Bus.ListenAsync<TenantSuspended>();
        var activated = await identity.Bus.ListenAsync<TenantActivated>();
        var tenant = await identity.NewTenantAsync();
        var person = await identity.NewPersonAsync(Roles.Admin);
        using var admin = await identity.SignedInAsync(person);

        var answer = await admin.PostAsJsonAsync($"/api/tenants/{tenant}/suspend", new { reason = "Has not paid since May" }).ReadAsync<TenantAnswer>();
        (answer.Status, answer.StatusReason).ShouldBe((TenantStatus.Suspended, "Has not paid since May"));
        var told = await suspended.FirstAsync(e => e.TenantId == tenant);
        told.ShouldBe(new TenantSuspended(tenant, "Has not paid since May", $"user:{person.UserId}", 2, told.OccurredAt), "version 1 was its making");
        (told.OccurredAt - answer.StatusChangedAt!.Value).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
        (await facts.FirstAsync(e => e.Tenant.TenantId == tenant && e.Tenant.Version == 2)).Tenant.Status.ShouldBe(TenantStatus.Suspended);

        answer = await admin.PostAsJsonAsync($"/api/tenants/{tenant}/activate", new { reason = "Paid" }).ReadAsync<TenantAnswer>();
        (answer.Status, answer.StatusReason).ShouldBe((TenantStatus.Active, "Paid"));
        var lifted = await activated.FirstAsync(e => e.TenantId == tenant);
        lifted.ShouldBe(new TenantActivated(tenant, "Paid", $"user:{person.UserId}", 3, lifted.OccurredAt));
        (await facts.FirstAsync(e => e.Tenant.TenantId == tenant && e.Tenant.Version == 3)).Tenant.Status.ShouldBe(TenantStatus.Active);

        var changes = await admin.GetAsync($"/api/tenants/{tenant}/status-changes").ReadAsync<Page<TenantStatusChange>>();
        changes.Items.Select(c => (c.Version, c.Status, c.Reason, c.Actor)).ShouldBe(
            [(3, TenantStatus.Active, "Paid", $"user:{person.UserId}"), (2, TenantStatus.Suspended, "Has not paid since May", $"user:{person.UserId}")]);
        var older = await admin.GetAsync($"/api/tenants/{tenant}/status-changes?cursor=3").ReadAsync<Page<TenantStatusChange>>();
        older.Items.ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Fact]
    public async Task Status_that_is_there_already_is_a_conflict_and_changes_nothing()
    {
        var tenant = await identity.NewTenantAsync();
        using var admin = await identity.SignedInAsync(Roles.Admin);
        using var active = await admin.PostAsJsonAsync($"/api/tenants/{tenant}/activate", new { reason = "again" });
        active.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await active.CodeAsync()).ShouldBe("tenant_active");

        (await admin.PostAsJsonAsync($"/api/tenants/{tenant}/suspend", new { reason = "first" })).EnsureSuccessStatusCode();
        using var again = await admin.PostAsJsonAsync($"/api/tenants/{tenant}/suspend", new { reason = "second" });
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await again.ReadAsync<JsonElement>();
        (problem.GetProperty("type").GetString(), problem.GetProperty("reason").GetString()).ShouldBe(("tenant_suspended", "first"));
        (await admin.GetAsync($"/api/tenants/{tenant}/status-changes").ReadAsync<Page<TenantStatusChange>>()).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_at_once_one_suspends()
    {
        var tenant = await identity.NewTenantAsync();
        using var admin = await identity.SignedInAsync(Roles.Admin);
        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => admin.PostAsJsonAsync($"/api/tenants/{tenant}/suspend", new { reason = $"{i}" })));
        responses.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        responses.Count(r => r.StatusCode == HttpStatusCode.Conflict).ShouldBe(9);
        (await admin.GetAsync($"/api/tenants/{tenant}/status-changes").ReadAsync<Page<TenantStatusChange>>()).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reason_is_required_and_a_tenant_must_be_there()
    {
        var tenant = await identity.NewTenantAsync();
        using var admin = await identity.SignedInAsync(Roles.Admin);
        foreach (var body in new object[] { new { }, new { reason = " " }, new { reason = new string('x', 201) }, new { reason = "a\0b" } })
        {
            using var response = await admin.PostAsJsonAsync($"/api/tenants/{tenant}/suspend", body);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await response.FieldsAsync()).ShouldBe(["reason"]);
        }

        (await admin.PostAsJsonAsync("/api/tenants/999999/suspend", new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync("/api/tenants/999999/status-changes")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task People_of_a_suspended_tenant_sign_in_and_are_told()
    {
        var tenant = await identity.NewTenantAsync();
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var admin = await identity.SignedInAsync(Roles.Admin);
        (await admin.PostAsJsonAsync($"/api/tenants/{tenant}/suspend", new { reason = "payment_overdue" })).EnsureSuccessStatusCode();

        using var login = await identity.LoginAsync(staff.Username, IdentityFixture.Password, "198.51.100.70");
        var access = (await login.ReadAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        var me = await identity.ClientWith(access).GetFromJsonAsync<JsonElement>("/api/auth/me");
        me.GetProperty("workshop_status").GetString().ShouldBe("suspended");
        me.GetProperty("workshop_name").GetString().ShouldBe("Bright Detailing");
        me.GetProperty("workshop_code").GetString().ShouldStartWith("workshop_");
        me.GetProperty("time_zone").GetString().ShouldBe("Asia/Kolkata");
        me.GetProperty("password_change_required").GetBoolean().ShouldBeFalse();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.GetAsync($"/api/tenants/{tenant}").ReadAsync<TenantAnswer>()).StatusReason.ShouldBe("payment_overdue");
    }

    [Fact]
    public async Task List_is_searched_by_name_and_code_and_narrowed_by_status()
    {
        using var admin = await identity.SignedInAsync(Roles.Admin);
        var word = IdentityFixture.NewName("Zirkon");
        var (first, second) = (await AddAsync($"{word} North"), await AddAsync($"South {word.ToUpperInvariant()}"));
        (await admin.PostAsJsonAsync($"/api/tenants/{second.TenantId}/suspend", new { reason = "x" })).EnsureSuccessStatusCode();

        (await FoundAsync($"search={word.ToLowerInvariant()}")).ShouldBe([first.TenantId, second.TenantId]);
        (await FoundAsync($"search={word}&status=active")).ShouldBe([first.TenantId]);
        (await FoundAsync($"search={word}&status=suspended")).ShouldBe([second.TenantId]);
        (await FoundAsync($"search={first.Code.ToUpperInvariant()}")).ShouldContain(first.TenantId);
        (await FoundAsync($"search={word}%25")).ShouldBeEmpty();
        (await FoundAsync("status=suspended")).ShouldContain(second.TenantId);
        var page = await admin.GetAsync($"/api/tenants?search={word}&limit=1").ReadAsync<Page<TenantAnswer>>();
        (await FoundAsync($"search={word}&limit=1&cursor={page.NextCursor}")).ShouldBe([second.TenantId]);
        (await admin.GetAsync("/api/tenants?status=Active")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        async Task<NewTenantAnswer> AddAsync(string name) =>
            await admin.PostAsJsonAsync("/api/tenants", new { name, owner_name = "A", owner_email = "a@example.com" }).ReadAsync<NewTenantAnswer>();

        async Task<int[]> FoundAsync(string query) => [.. (await admin.GetAsync($"/api/tenants?{query}").ReadAsync<Page<TenantAnswer>>()).Items.Select(t => t.TenantId)];
    }

    [Fact]
    public async Task Owners_and_staff_are_counted_and_customers_are_not()
    {
        var tenant = await identity.NewTenantAsync();
        using var admin = await identity.SignedInAsync(Roles.Admin);
        (await admin.GetAsync($"/api/tenants/{tenant}").ReadAsync<TenantAnswer>()).Users.ShouldBe(0);
        foreach (var role in new[] { Roles.Owner, Roles.Staff, Roles.Staff, Roles.Customer }) await identity.NewPersonAsync(role, tenant);
        (await admin.GetAsync($"/api/tenants/{tenant}").ReadAsync<TenantAnswer>()).Users.ShouldBe(3);
    }
}
