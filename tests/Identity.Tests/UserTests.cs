using Platform.Contracts.Identity;
using Platform.Identity.PitAccess;
using Platform.Identity.Tenants;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity.Tests;

public sealed class UserTests(IdentityFixture identity)
{
    [Fact]
    public async Task Owner_makes_staff_who_signs_in_with_the_temporary_password()
    {
        var heard = await identity.Bus.ListenAsync<UserCreated>();
        var tenant = await identity.NewTenantAsync();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var name = IdentityFixture.NewName("Meera");
        using var response = await owner.PostAsJsonAsync("/api/users", new { username = name, role = "staff", name = "Meera" });
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var user = await response.ReadAsync<NewUserAnswer>();
        (user.Username, user.WorkshopId).ShouldBe((name.ToLowerInvariant(), tenant));
        (await heard.FirstAsync(e => e.UserId == user.UserId)).TenantId.ShouldBe(tenant);
        (await identity.LoginAsync(name, user.TemporaryPassword, "198.51.100.40")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var twice = await owner.PostAsJsonAsync("/api/users", new { username = name, role = "staff" });
        twice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await twice.CodeAsync()).ShouldBe("username_taken");
    }

    [Fact]
    public async Task Body_cannot_set_more_than_is_offered()
    {
        var tenant = await identity.NewTenantAsync();
        var other = await identity.NewTenantAsync();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var everyColumn = new
        {
            username = IdentityFixture.NewName("mass"),
            role = "staff",
            user_id = 1,
            id = 1,
            tenant_id = other,
            password_hash = "x",
            password_is_temporary = false,
            password_changed_at = "2000-01-01T00:00:00Z",
            disabled_at = "2000-01-01T00:00:00Z",
            created_at = "2000-01-01T00:00:00Z",
        };
        var made = await owner.PostAsJsonAsync("/api/users", everyColumn).ReadAsync<NewUserAnswer>();
        var user = await owner.GetAsync($"/api/users/{made.UserId}").ReadAsync<UserAnswer>();
        (user.WorkshopId, user.PasswordIsTemporary, user.Disabled, user.CreatedAt.Year > 2000, user.UserId > 1).ShouldBe((tenant, true, false, true, true));

        (await owner.PatchAsJsonAsync($"/api/users/{user.UserId}", new { name = "M", role = "admin", username = "root", tenant_id = other, workshop_id = other, password_hash = "x" })).EnsureSuccessStatusCode();
        (await owner.GetAsync($"/api/users/{user.UserId}").ReadAsync<UserAnswer>()).ShouldBe(user with { Name = "M" });
    }

    [Theory]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    [InlineData("owner", HttpStatusCode.Forbidden)]
    [InlineData("service", HttpStatusCode.BadRequest)]
    [InlineData("Staff", HttpStatusCode.BadRequest)]
    public async Task Owner_cannot_give_a_role_above(string role, HttpStatusCode status)
    {
        using var owner = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        (await owner.PostAsJsonAsync("/api/users", new { username = IdentityFixture.NewName("up"), role })).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Owner_cannot_place_a_user_in_another_tenant_and_admin_in_none_that_is_not_there()
    {
        using var owner = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        var other = await identity.NewTenantAsync();
        (await owner.PostAsJsonAsync("/api/users", new { username = IdentityFixture.NewName("far"), role = "staff", workshop_id = other })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var admin = await identity.SignedInAsync(Roles.Admin);
        (await admin.PostAsJsonAsync("/api/users", new { username = IdentityFixture.NewName("far"), role = "staff", workshop_id = 999999 })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.PostAsJsonAsync("/api/users", new { username = IdentityFixture.NewName("far"), role = "staff" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.PostAsJsonAsync("/api/users", new { username = IdentityFixture.NewName("far"), role = "owner", workshop_id = other })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Disabling_ends_the_sessions_and_enabling_lets_in_again()
    {
        var changes = await identity.Bus.ListenAsync<UserChanged>();
        var ended = await identity.Bus.ListenAsync<SessionRevoked>();
        var tenant = await identity.NewTenantAsync();
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        var session = await identity.BeginSessionAsync(staff);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);

        (await owner.PatchAsJsonAsync($"/api/users/{staff.UserId}", new { disabled = true })).EnsureSuccessStatusCode();
        (await identity.CanCallAsync(session.AccessToken)).ShouldBeFalse();
        (await identity.RefreshAsync(session.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await changes.FirstAsync(e => e.UserId == staff.UserId)).Change.ShouldBe("disabled");
        (await ended.FirstAsync(e => e.UserId == staff.UserId)).Reason.ShouldBe("user_disabled");

        (await owner.PatchAsJsonAsync($"/api/users/{staff.UserId}", new { disabled = false })).EnsureSuccessStatusCode();
        (await changes.FirstAsync(e => e.UserId == staff.UserId && e.Change == "enabled")).ShouldNotBeNull();
        (await identity.LoginAsync(staff.Username, IdentityFixture.Password, "198.51.100.41")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Owner_touches_neither_the_own_account_nor_another_owners()
    {
        var tenant = await identity.NewTenantAsync();
        var me = await identity.NewPersonAsync(Roles.Owner, tenant);
        var partner = await identity.NewPersonAsync(Roles.Owner, tenant);
        using var owner = await identity.SignedInAsync(me);
        (await owner.PatchAsJsonAsync($"/api/users/{me.UserId}", new { disabled = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await owner.PatchAsJsonAsync($"/api/users/{partner.UserId}", new { disabled = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.PostAsync($"/api/users/{partner.UserId}/temporary-password", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Reset_gives_a_temporary_password_and_ends_the_sessions()
    {
        var tenant = await identity.NewTenantAsync();
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        var session = await identity.BeginSessionAsync(staff);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var answer = await owner.PostAsync($"/api/users/{staff.UserId}/temporary-password", null).ReadAsync<TemporaryPasswordAnswer>();
        (await identity.CanCallAsync(session.AccessToken)).ShouldBeFalse();
        (await identity.LoginAsync(staff.Username, IdentityFixture.Password, "198.51.100.42")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.LoginAsync(staff.Username, answer.TemporaryPassword, "198.51.100.42")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pits_are_replaced_and_announced_with_a_growing_version()
    {
        var heard = await identity.Bus.ListenAsync<PitAccessChanged>();
        var tenant = await identity.NewTenantAsync();
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.PutAsJsonAsync($"/api/users/{staff.UserId}/pits", new { pit_ids = new[] { 5, 3, 5 } }).ReadAsync<PitsAnswer>()).PitIds.ShouldBe([3, 5]);
        (await owner.PutAsJsonAsync($"/api/users/{staff.UserId}/pits", new { pit_ids = Array.Empty<int>() })).EnsureSuccessStatusCode();

        (await heard.FirstAsync(e => e.Access.UserId == staff.UserId && e.Access.Version == 1)).Access.PitIds.ShouldBe([3, 5]);
        (await heard.FirstAsync(e => e.Access.UserId == staff.UserId && e.Access.Version == 2)).Access.PitIds.ShouldBeEmpty();
        using var service = await identity.AsServiceAsync();
        var page = await service.GetAsync($"/internal/pit-access?after={staff.UserId - 1}&limit=1").ReadAsync<Page<PitAccessFacts>>();
        page.Items[0].Version.ShouldBe(2);
        (page.Items[0].UserId, page.Items[0].TenantId).ShouldBe((staff.UserId, tenant));
    }

    [Fact]
    public async Task Pits_of_owners_are_not_listed_and_bad_lists_are_refused()
    {
        var tenant = await identity.NewTenantAsync();
        var me = await identity.NewPersonAsync(Roles.Owner, tenant);
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var owner = await identity.SignedInAsync(me);
        (await owner.PutAsJsonAsync($"/api/users/{me.UserId}/pits", new { pit_ids = new[] { 1 } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var body in new[] { "{}", """{"pit_ids":[0]}""", """{"pit_ids":["a"]}""", """{"pit_ids":null}""" })
        {
            using var response = await owner.PutAsync($"/api/users/{staff.UserId}/pits", new StringContent(body, null, "application/json"));
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        }
    }

    [Fact]
    public async Task Contact_data_is_changed_and_emptied()
    {
        var tenant = await identity.NewTenantAsync();
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var url = $"/api/users/{staff.UserId}";
        var user = await owner.PatchAsJsonAsync(url, new { name = "Meera", email = "m@example.com", phone = "+91 98765 43210" }).ReadAsync<UserAnswer>();
        (user.Name, user.Email, user.Phone).ShouldBe(("Meera", "m@example.com", "+91 98765 43210"));
        user = await owner.PatchAsJsonAsync(url, new { email = "", phone = "" }).ReadAsync<UserAnswer>();
        (user.Name, user.Email, user.Phone).ShouldBe(("Meera", null, null));
        (await owner.PatchAsJsonAsync(url, new { email = " " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var workshop = await owner.PatchAsJsonAsync($"/api/tenants/{tenant}", new { address = "12 MG Road", phone = "080 123456" }).ReadAsync<TenantAnswer>();
        (workshop.Address, workshop.Phone).ShouldBe(("12 MG Road", "080 123456"));
        workshop = await owner.PatchAsJsonAsync($"/api/tenants/{tenant}", new { address = "", phone = "" }).ReadAsync<TenantAnswer>();
        (workshop.Address, workshop.Phone).ShouldBe((null, null));
        (await owner.PatchAsJsonAsync($"/api/tenants/{tenant}", new { name = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a workshop keeps a name");
    }

    [Fact]
    public async Task Search_finds_a_part_of_username_name_or_address_in_the_own_tenant()
    {
        var tenant = await identity.NewTenantAsync();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var word = IdentityFixture.NewName("quartz");
        await AddAsync($"{word}.a", null, null);
        await AddAsync(IdentityFixture.NewName("b"), $"Meera {word.ToUpperInvariant()} Rao", null);
        await AddAsync(IdentityFixture.NewName("c"), null, $"{word}@example.com");
        await AddAsync(IdentityFixture.NewName("d"), "100% sure_thing", null);
        using var stranger = await identity.SignedInAsync(Roles.Owner, await identity.NewTenantAsync());
        using var admin = await identity.SignedInAsync(Roles.Admin);

        (await FoundAsync(owner, word)).ShouldBe(3);
        (await FoundAsync(owner, $" {word}@")).ShouldBe(1);
        (await FoundAsync(owner, "0% sure_")).ShouldBe(1);
        (await FoundAsync(owner, "0_ sure%")).ShouldBe(0, "wildcards mean themselves");
        (await FoundAsync(stranger, word)).ShouldBe(0);
        (await FoundAsync(admin, word)).ShouldBe(3);
        (await owner.GetAsync($"/api/users?search={word}&role=customer").ReadAsync<Page<UserAnswer>>()).Items.ShouldBeEmpty();
        (await owner.GetAsync($"/api/users?search={new string('x', 101)}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.GetAsync("/api/users?search=a%00b")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        async Task AddAsync(string username, string? name, string? email) =>
            (await owner.PostAsJsonAsync("/api/users", new { username, role = "staff", name, email })).EnsureSuccessStatusCode();

        static async Task<int> FoundAsync(HttpClient client, string search) =>
            (await client.GetAsync($"/api/users?search={Uri.EscapeDataString(search)}").ReadAsync<Page<UserAnswer>>()).Items.Count;
    }

    [Fact]
    public async Task Owner_sees_when_somebody_signed_in_last()
    {
        var tenant = await identity.NewTenantAsync();
        var staff = await identity.NewPersonAsync(Roles.Staff, tenant);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        (await owner.GetAsync($"/api/users/{staff.UserId}").ReadAsync<UserAnswer>()).LastSignInAt.ShouldBeNull();
        var before = identity.Time.GetUtcNow();
        var session = await identity.BeginSessionAsync(staff);
        var last = (await owner.GetAsync($"/api/users/{staff.UserId}").ReadAsync<UserAnswer>()).LastSignInAt.ShouldNotBeNull();
        last.ShouldBeInRange(before.AddMilliseconds(-1), identity.Time.GetUtcNow());
        identity.Time.Advance(TimeSpan.FromSeconds(1));
        (await identity.RefreshAsync(session.RefreshToken)).EnsureSuccessStatusCode();
        (await owner.GetAsync("/api/users?role=staff").ReadAsync<Page<UserAnswer>>()).Items.Single().LastSignInAt.ShouldBe(last, "refreshing is no sign-in");
    }

    [Fact]
    public async Task List_pages_through_the_own_tenant_only()
    {
        var tenant = await identity.NewTenantAsync();
        for (var i = 0; i < 5; i++) await identity.NewPersonAsync(Roles.Staff, tenant);
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var seen = new List<UserAnswer>();
        var cursor = "";
        do
        {
            var page = await owner.GetAsync($"/api/users?limit=4{cursor}").ReadAsync<Page<UserAnswer>>();
            seen.AddRange(page.Items);
            cursor = page.NextCursor is null ? null : $"&cursor={page.NextCursor}";
        }
        while (cursor is not null);
        seen.Count.ShouldBe(6);
        seen.ShouldAllBe(u => u.WorkshopId == tenant);
        (await owner.GetAsync("/api/users?role=staff").ReadAsync<Page<UserAnswer>>()).Items.Count.ShouldBe(5);
        (await owner.GetAsync("/api/users?cursor=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.GetAsync("/api/users?limit=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
