using Platform.Contracts.Identity;
using Platform.Identity.Tenants;

namespace Platform.Identity.Tests;

public sealed class TenantTests(IdentityFixture identity)
{
    private static readonly object Bright = new
    {
        name = "Bright Detailing",
        owner_name = "Asha Rao",
        owner_email = "asha@example.com",
        owner_phone = "+91 98765 43210",
        address = "12 MG Road",
        pits = 4,
        plan = "standard",
    };

    [Fact]
    public async Task New_tenant_has_code_owner_and_mqtt_account_and_is_announced()
    {
        var provisioned = await identity.Bus.ListenAsync<TenantProvisioned>();
        var created = await identity.Bus.ListenAsync<UserCreated>();
        using var admin = await identity.SignedInAsync(Roles.Admin);
        using var response = await admin.PostAsJsonAsync("/api/tenants", Bright);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var answer = await response.ReadAsync<JsonElement>();
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["tenant_id", "workshop_id", "code", "owner", "mqtt"]);
        var tenant = answer.Deserialize<NewTenantAnswer>(ServiceDefaults.Http.Json.Options)!;
        tenant.Code.ShouldMatch("^workshop_[0-9]{3}$");
        tenant.WorkshopId.ShouldBe(tenant.TenantId);
        tenant.Mqtt.Username.ShouldBe(tenant.Code);
        tenant.Mqtt.Password.Length.ShouldBeGreaterThanOrEqualTo(22, "at least 128 bits");

        var facts = (await provisioned.FirstAsync(e => e.Tenant.TenantId == tenant.TenantId)).Tenant;
        facts.ShouldBe(new TenantFacts(tenant.TenantId, tenant.Code, "workshop", "Bright Detailing", 4, tenant.Code, Secrets.Sha256Hex(tenant.Mqtt.Password), 1, TimeZone: "Asia/Kolkata"));
        var owner = await created.FirstAsync(e => e.TenantId == tenant.TenantId);
        (owner.Username, owner.Role).ShouldBe((tenant.Owner.Username, "owner"));

        using var login = await identity.LoginAsync(tenant.Owner.Username, tenant.Owner.TemporaryPassword, "198.51.100.30");
        Tokens.Read((await login.ReadAsync<JsonElement>()).GetProperty("access_token").GetString()!).GetProperty("password_change_required").GetString().ShouldBe("true");
    }

    [Fact]
    public async Task Same_key_and_body_give_the_same_tenant_and_another_body_422()
    {
        using var admin = await identity.SignedInAsync(Roles.Admin);
        admin.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await (await admin.PostAsJsonAsync("/api/tenants", Bright)).Content.ReadAsStringAsync();
        using var again = await admin.PostAsJsonAsync("/api/tenants", Bright);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync()).ShouldBe(first);
        using var other = await admin.PostAsJsonAsync("/api/tenants", new { name = "Other", owner_name = "B", owner_email = "b@example.com" });
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Numbers_run_without_gaps_per_kind_also_side_by_side()
    {
        using var admin = await identity.SignedInAsync(Roles.Admin);
        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => (await admin
            .PostAsJsonAsync("/api/tenants", new { name = $"Home {i}", owner_name = "Ravi", owner_email = "ravi@example.com", kind = "household" })
            .ReadAsync<NewTenantAnswer>()).Code));
        codes.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 6).Select(i => TenantRules.CodeOf("household", i)));
    }

    [Theory]
    [InlineData("""{"owner_name":"A","owner_email":"a@example.com"}""", "name")]
    [InlineData("""{"name":"x","owner_name":"A","owner_email":"not an address"}""", "owner_email")]
    [InlineData("""{"name":"x","owner_name":"A","owner_email":"a@example.com","pits":-1}""", "pits")]
    [InlineData("""{"name":"x","owner_name":"A","owner_email":"a@example.com","pits":"four"}""", "pits")]
    [InlineData("""{"name":"x","owner_name":"A","owner_email":"a@example.com","kind":"castle"}""", "kind")]
    [InlineData("""{"name":"x\u0000y","owner_name":"A","owner_email":"a@example.com"}""", "name")]
    [InlineData("""{"name":"x","owner_name":"A","owner_email":"a@example.com","time_zone":"Mars/Olympus"}""", "time_zone")]
    public async Task Bad_field_is_named(string body, string field)
    {
        using var admin = await identity.SignedInAsync(Roles.Admin);
        using var response = await admin.PostAsync("/api/tenants", new StringContent(body, null, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.FieldsAsync()).ShouldBe([field]);
    }

    [Fact]
    public async Task Owner_changes_the_own_tenant_and_every_change_has_a_higher_version()
    {
        var heard = await identity.Bus.ListenAsync<TenantProvisioned>();
        var tenant = await identity.NewTenantAsync();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var changed = await owner.PatchAsJsonAsync($"/api/tenants/{tenant}", new { name = "Brighter", time_zone = "UTC", code = "workshop_999", pits = 99, plan = "free", version = 99 }).ReadAsync<TenantAnswer>();
        (changed.Name, changed.TimeZone, changed.Pits, changed.Plan).ShouldBe(("Brighter", "UTC", 3, null));
        (await heard.FirstAsync(e => e.Tenant.TenantId == tenant && e.Tenant.Name == "Brighter")).Tenant.Version.ShouldBe(2);

        var account = await owner.PostAsync($"/api/tenants/{tenant}/mqtt-credentials", null).ReadAsync<MqttAccount>();
        var rotated = (await heard.FirstAsync(e => e.Tenant.TenantId == tenant && e.Tenant.Version == 3)).Tenant;
        rotated.MqttSecretSha256.ShouldBe(Secrets.Sha256Hex(account.Password));
    }

    [Fact]
    public async Task Snapshot_pages_through_all_tenants()
    {
        for (var i = 0; i < 3; i++) await identity.NewTenantAsync();
        using var service = await identity.AsServiceAsync();
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var page = await service.GetAsync($"/internal/tenants?limit=2{(cursor is null ? "" : $"&after={cursor}")}").ReadAsync<ServiceDefaults.Http.Page<TenantFacts>>();
            page.Items.Count.ShouldBeInRange(1, 2);
            seen.AddRange(page.Items.Select(t => t.TenantId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        seen.Count.ShouldBeGreaterThanOrEqualTo(3);
        seen.ShouldBe(seen.Distinct().Order());
    }
}
