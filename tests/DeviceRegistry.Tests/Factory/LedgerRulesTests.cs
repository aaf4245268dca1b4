using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class LedgerRulesTests
{
    /// <summary>The whole table: what is not in it is not allowed.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["available"] = ["registered", "returned", "decommissioned"],
        ["registered"] = ["active", "transferred", "returned", "available"],
        ["active"] = ["suspended", "transferred", "returned", "available"],
        ["suspended"] = ["active", "transferred", "returned", "available"],
        ["transferred"] = ["registered"],
        ["returned"] = ["resold", "decommissioned"],
        ["resold"] = ["registered"],
        ["decommissioned"] = [],
    };

    [Fact]
    public void Transitions_are_those_of_the_table()
    {
        LedgerRules.States.ShouldBe(Allowed.Keys, ignoreOrder: true);
        foreach (var from in LedgerRules.States)
            foreach (var to in LedgerRules.States)
                LedgerRules.IsAllowed(from, to).ShouldBe(Allowed[from].Contains(to, StringComparer.Ordinal), $"{from} to {to}");
    }

    [Theory]
    [InlineData("available", "returned decommissioned")]
    [InlineData("registered", "returned")]
    [InlineData("active", "returned")]
    [InlineData("suspended", "returned")]
    [InlineData("transferred", "")]
    [InlineData("returned", "resold decommissioned")]
    [InlineData("resold", "")]
    [InlineData("decommissioned", "")]
    public void Vendor_decides_only_what_no_event_decides(string from, string to) =>
        string.Join(' ', LedgerRules.AllowedByHand(from)).ShouldBe(to);

    [Theory]
    [InlineData("registered", true, null, "active")]
    [InlineData("registered", true, "suspended", "active")]
    [InlineData("registered", false, "active", null)]
    [InlineData("registered", false, "suspended", null)]
    [InlineData("active", true, "suspended", "suspended")]
    [InlineData("active", false, "expired", "suspended")]
    [InlineData("active", true, "active", null)]
    [InlineData("active", true, null, null)]
    [InlineData("suspended", false, "active", "active")]
    [InlineData("suspended", true, "suspended", null)]
    [InlineData("suspended", true, null, null)]
    [InlineData("available", true, "suspended", null)]
    [InlineData("returned", true, "active", null)]
    [InlineData("decommissioned", true, "active", null)]
    public void State_follows_presence_and_license(string state, bool online, string? license, string? to) =>
        (LedgerRules.Following(state, online, license, "")?.To).ShouldBe(to);

    [Fact]
    public void Only_what_is_for_sale_is_claimable() =>
        LedgerRules.States.Where(LedgerRules.IsClaimable).ShouldBe(["available", "resold"]);
}
