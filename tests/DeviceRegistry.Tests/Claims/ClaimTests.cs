using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.DeviceRegistry.Factory;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Tests.Claims;

public sealed class ClaimTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task Who_knows_the_code_owns_the_unit_from_then_on()
    {
        var (me, unit) = (await households.NewAsync(), await households.UnitAsync());
        var (changes, claims) = (await registry.Bus.ListenAsync<DeviceChanged>(), await registry.Bus.ListenAsync<DeviceClaimed>());
        var seen = await SetupAsync(me, unit);
        (seen.GetProperty("state").GetString(), seen.GetProperty("wifi").GetBoolean(), seen.GetProperty("online").GetBoolean()).ShouldBe(("claimable", true, false));
        seen.GetProperty("title").GetString().ShouldNotBe("4Relay");

        var claimed = await (await me.ClaimAsync(unit, unit.Code.ToLowerInvariant().Replace("-", ""), " Hall ")).ShouldBeAsync(HttpStatusCode.Created);

        claimed.GetProperty("device_id").GetString().ShouldBe(unit.Serial);
        claimed.GetProperty("device_name").GetString().ShouldBe("Hall");
        claimed.GetProperty("access_level").GetString().ShouldBe("owner");
        claimed.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).ShouldBe(["read", "write", "share", "delete"]);
        (await SetupAsync(me, unit)).GetProperty("state").GetString().ShouldBe("yours");
        var change = await changes.FirstAsync(c => c.Device.DeviceId == unit.Serial && c.Change == "claimed");
        change.Device.TenantId.ShouldBe(me.Tenant);
        change.Device.TenantCode.ShouldBe($"household_{me.Tenant}");
        var told = await claims.FirstAsync(c => c.DeviceId == unit.Serial);
        (told.TenantId, told.UserId, told.DeviceName, told.Proof).ShouldBe((me.Tenant, me.UserId, "Hall", "claim_code"));
        (await registry.ScalarAsync<string>("select lifecycle from devices where device_id = @Serial", unit)).ShouldBe("registered");
        (await registry.ScalarAsync<bool>("select sealed is null from factory_units join devices using (device_number) where device_id = @Serial", unit)).ShouldBeTrue();
        (await registry.ScalarAsync<long>("select count(*) from claim_guesses, unnest(times) where subject = @me", new { me = $"user:{me.UserId}" })).ShouldBe(0);
    }

    [Fact]
    public async Task Claim_of_what_is_yours_says_so_and_changes_nothing()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me, "Hall");

        var again = await (await me.ClaimAsync(unit, code: null, "Kitchen")).ShouldBeAsync(HttpStatusCode.OK);

        again.GetProperty("device_name").GetString().ShouldBe("Hall");
    }

    [Fact]
    public async Task Somebody_elses_unit_cannot_be_had_even_with_its_code()
    {
        var unit = await households.ClaimedAsync(await households.NewAsync());
        var other = await households.NewAsync();
        await households.PressAsync(unit);

        await (await other.ClaimAsync(unit, unit.Code)).ShouldBeAsync(HttpStatusCode.Conflict, "already_claimed");

        var seen = await SetupAsync(other, unit);
        seen.GetProperty("state").GetString().ShouldBe("claimed");
        seen.GetProperty("button_pressed_at").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Serial_number_that_nobody_has_is_told_apart_from_one_that_was_mistyped()
    {
        var (me, unit) = (await households.NewAsync(), await households.UnitAsync());
        var typo = unit.Serial[..^1] + (unit.Serial[^1] == 'A' ? 'B' : 'A');

        await (await me.Client.GetAsync($"/api/setup/{typo}")).ShouldBeAsync(HttpStatusCode.BadRequest, "serial_typo");
        await (await me.Client.GetAsync("/api/setup/hello")).ShouldBeAsync(HttpStatusCode.BadRequest, "serial_typo");
        await (await me.Client.GetAsync($"/api/setup/{SerialNumber.Create("RY4")}")).ShouldBeAsync(HttpStatusCode.NotFound, "unknown_serial");
        await (await me.ClaimAsync(new Unit(typo, ""), unit.Code)).ShouldBeAsync(HttpStatusCode.BadRequest, "serial_typo");
        await (await me.ClaimAsync(new Unit(SerialNumber.Create("RY4"), ""), unit.Code)).ShouldBeAsync(HttpStatusCode.NotFound, "unknown_serial");
        var typed = unit.Serial.ToLowerInvariant().Replace("-", " ");
        (await SetupAsync(me, new Unit(typed, ""))).GetProperty("serial_number").GetString().ShouldBe(unit.Serial);
    }

    [Fact]
    public async Task Button_counts_for_two_minutes_and_once()
    {
        var (me, unit) = (await households.NewAsync(), await households.UnitAsync());
        await (await me.ClaimAsync(unit)).ShouldBeAsync(HttpStatusCode.Forbidden, "proof_required");
        await households.PressAsync(unit, ago: TimeSpan.FromMinutes(2.5));
        await (await me.ClaimAsync(unit)).ShouldBeAsync(HttpStatusCode.Forbidden, "proof_required");
        await households.PressAsync(unit);
        (await SetupAsync(me, unit)).GetProperty("button_pressed_at").GetDateTimeOffset().ShouldBe(registry.Time.GetUtcNow(), TimeSpan.FromSeconds(10));

        await (await me.ClaimAsync(unit)).ShouldBeAsync(HttpStatusCode.Created);

        await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/release", new { confirm = unit.Serial })).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await me.ClaimAsync(unit)).ShouldBeAsync(HttpStatusCode.Forbidden, "proof_required");
    }

    [Fact]
    public async Task Five_wrong_codes_an_hour_for_a_unit()
    {
        var unit = await households.UnitAsync();
        for (var left = 4; left >= 0; left--)
        {
            var wrong = await (await (await households.NewAsync()).ClaimAsync(unit, "AAAA-AAAA")).ShouldBeAsync(HttpStatusCode.Forbidden, "wrong_claim_code");
            wrong.GetProperty("tries_left").GetInt32().ShouldBe(left);
        }

        var me = await households.NewAsync();
        using var refused = await me.ClaimAsync(unit, unit.Code);
        await refused.ShouldBeAsync(HttpStatusCode.TooManyRequests, "too_many_guesses");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));

        await households.AgeGuessesAsync(unit, TimeSpan.FromMinutes(61));
        await (await me.ClaimAsync(unit, unit.Code)).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Five_wrong_codes_an_hour_by_a_person_who_then_uses_up_no_tries_of_others()
    {
        var me = await households.NewAsync();
        for (var i = 0; i < 5; i++) await (await me.ClaimAsync(await households.UnitAsync(), "wrong")).ShouldBeAsync(HttpStatusCode.Forbidden, "wrong_claim_code");
        var unit = await households.UnitAsync();

        for (var i = 0; i < 6; i++) await (await me.ClaimAsync(unit, unit.Code)).ShouldBeAsync(HttpStatusCode.TooManyRequests, "too_many_guesses");

        await (await (await households.NewAsync()).ClaimAsync(unit, unit.Code)).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Unit_that_went_back_or_is_switched_off_is_not_claimed()
    {
        var (me, returned, suspended) = (await households.NewAsync(), await households.UnitAsync(), await households.UnitAsync());
        await (await registry.Admin.PostAsJsonAsync($"/api/devices/{returned.Serial}/lifecycle", new { to = "returned", reason = "faulty" })).ShouldBeAsync(HttpStatusCode.OK);
        await registry.Bus.PublishAsync(new LicenseSuspended(
            registry.License(suspended.Serial, LicenseStatus.Suspended, version: 2, "stolen") with { TenantId = null }, Guid.NewGuid(), registry.Time.GetUtcNow()));
        await TestKit.Eventually.BecomesTrueAsync(async () => (await SetupAsync(me, suspended)).GetProperty("state").GetString() == "suspended", "the unit is seen as suspended");

        await (await me.ClaimAsync(returned, returned.Code)).ShouldBeAsync(HttpStatusCode.Conflict, "not_for_sale");
        await (await me.ClaimAsync(suspended, suspended.Code)).ShouldBeAsync(HttpStatusCode.PaymentRequired, "payment_required");
    }

    [Fact]
    public async Task Claim_is_for_oneself()
    {
        var me = await households.NewAsync();
        var body = async (object userId) =>
        {
            var unit = await households.UnitAsync();
            return await me.Client.PostAsJsonAsync("/api/devices/register", new { serial_number = unit.Serial, device_name = "Hall", claim_code = unit.Code, user_id = userId });
        };

        await (await body(me.UserId)).ShouldBeAsync(HttpStatusCode.Created);
        await (await body($"{me.UserId}")).ShouldBeAsync(HttpStatusCode.Created);
        await (await body($"uid-{me.UserId}")).ShouldBeAsync(HttpStatusCode.Created);
        await (await body(me.UserId + 1)).ShouldBeAsync(HttpStatusCode.NotFound);
        await (await body("uid-1")).ShouldBeAsync(HttpStatusCode.NotFound);
        await (await body(true)).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData(Roles.Staff)]
    [InlineData(Roles.Customer)]
    [InlineData(Roles.Admin)]
    public async Task Who_runs_no_household_claims_nothing(string role)
    {
        var unit = await households.UnitAsync();
        var client = registry.ClientOf(role, role == Roles.Admin ? null : RegistryFixture.Workshop, userId: 77);

        await (await client.PostAsJsonAsync("/api/devices/register", new { serial_number = unit.Serial, device_name = "Hall", claim_code = unit.Code })).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Household_that_nobody_knows_yet_is_asked_to_wait()
    {
        var unit = await households.UnitAsync();
        var early = registry.ClientOf(Roles.Owner, 999_999, userId: 78);

        using var answer = await early.PostAsJsonAsync("/api/devices/register", new { serial_number = unit.Serial, device_name = "Hall", claim_code = unit.Code });

        await answer.ShouldBeAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Owner_names_the_device_and_nobody_else()
    {
        var (me, other) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);

        (await (await me.Client.PatchAsJsonAsync($"/api/devices/{unit.Serial}", new { device_name = "Kitchen" })).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("device_name").GetString().ShouldBe("Kitchen");
        await (await me.Client.PatchAsJsonAsync($"/api/devices/{unit.Serial}", new { device_name = " " })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await other.Client.PatchAsJsonAsync($"/api/devices/{unit.Serial}", new { device_name = "Mine" })).ShouldBeAsync(HttpStatusCode.NotFound);
        await (await registry.Admin.PatchAsJsonAsync($"/api/devices/{unit.Serial}", new { device_name = "Mine" })).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        (await me.DevicesAsync()).Single().GetProperty("device_name").GetString().ShouldBe("Kitchen");
    }

    private static async Task<JsonElement> SetupAsync(Resident person, Unit unit) => await person.Client.GetFromJsonAsync<JsonElement>($"/api/setup/{unit.Serial}");
}
