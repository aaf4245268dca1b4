using Platform.DeviceRegistry.Licenses;

namespace Platform.DeviceRegistry.Tests.Licenses;

public sealed class LicenseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "online", null)]
    [InlineData("active", "online", null)]
    [InlineData("active", "disabled", "ENABLE")]
    [InlineData("active", "lease_expired", null)]
    [InlineData("suspended", "online", "DISABLE")]
    [InlineData("expired", "online", "DISABLE")]
    [InlineData("suspended", "disabled", null)]
    [InlineData("suspended", "lease_expired", null)]
    public void Corrective_brings_device_into_its_license_state(string? license, string reported, string? command) =>
        LicenseRules.Corrective(license, reported).ShouldBe(command);

    [Theory]
    [InlineData("active", null, false)]
    [InlineData(null, null, false)]
    [InlineData("suspended", null, true)]
    [InlineData("suspended", 59, false)]
    [InlineData("suspended", 60, true)]
    [InlineData("expired", 61, true)]
    public void RepeatsDisable_at_most_once_a_minute(string? license, int? secondsAgo, bool repeats) =>
        LicenseRules.RepeatsDisable(license, secondsAgo is { } s ? Now.AddSeconds(-s) : null, Now).ShouldBe(repeats);

    [Theory]
    [InlineData("suspended", 10, true)]
    [InlineData("suspended", -1, false)]
    [InlineData("active", 10, false)]
    [InlineData(null, 10, false)]
    public void CutsOff_only_while_not_active_and_not_for_an_older_switch(string? license, int secondsAfterChange, bool cutsOff) =>
        LicenseRules.CutsOff(license, Now, Now.AddSeconds(secondsAfterChange)).ShouldBe(cutsOff);
}
