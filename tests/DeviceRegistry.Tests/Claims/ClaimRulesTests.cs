using Platform.DeviceRegistry.Claims;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Tests.Claims;

public sealed class ClaimRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Caller Me = new("12", Roles.Owner, 5, null, []);

    [Theory]
    [InlineData(null, "available", "active", "claimable")]
    [InlineData(null, "resold", null, "claimable")]
    [InlineData(null, "available", "suspended", "suspended")]
    [InlineData(null, "available", "expired", "suspended")]
    [InlineData(null, "returned", "active", "not_for_sale")]
    [InlineData(null, "decommissioned", "suspended", "not_for_sale")]
    [InlineData(null, "registered", "active", "not_for_sale")]
    [InlineData(5, "active", "active", "yours")]
    [InlineData(5, "active", "suspended", "yours")]
    [InlineData(6, "active", "active", "claimed")]
    public void Unit_is_what_its_owner_and_the_ledger_say(int? tenant, string lifecycle, string? license, string expected) =>
        ClaimRules.StateOf(Me, tenant, lifecycle, license).Word().ShouldBe(expected);

    [Theory]
    [InlineData(Roles.Staff, 5, false)]
    [InlineData(Roles.Customer, 5, false)]
    [InlineData(Roles.Admin, null, false)]
    [InlineData(Roles.Owner, 5, true)]
    public void Only_who_runs_a_tenant_claims_for_it(string role, int? tenant, bool expected) =>
        ClaimRules.OwnsAsTenant(new Caller("12", role, tenant, null, [])).ShouldBe(expected);

    [Fact]
    public void Member_of_a_tenant_who_does_not_run_it_has_none_of_its_units() =>
        ClaimRules.StateOf(Me with { Role = Roles.Staff }, 5, "active", "active").ShouldBe(ClaimState.Claimed);

    [Theory]
    [InlineData(0, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    [InlineData(-1, false)]
    public void Press_counts_for_two_minutes(int secondsAgo, bool expected) => ClaimRules.IsPressed(Now.AddSeconds(-secondsAgo), Now).ShouldBe(expected);

    [Fact]
    public void No_press_proves_nothing() => ClaimRules.IsPressed(null, Now).ShouldBeFalse();

    [Theory]
    [InlineData("Hall", true)]
    [InlineData(" ", false)]
    [InlineData(null, false)]
    [InlineData("a\u0007", false)]
    public void Name_is_a_short_text(string? name, bool expected) => DeviceName.IsValid(name).ShouldBe(expected);

    [Fact]
    public void Name_has_at_most_hundred_characters()
    {
        DeviceName.IsValid(new string('a', 100)).ShouldBeTrue();
        DeviceName.IsValid(new string('a', 101)).ShouldBeFalse();
    }
}
