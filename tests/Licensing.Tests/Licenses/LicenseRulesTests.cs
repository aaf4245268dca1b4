using Platform.Contracts.Licensing;
using Platform.Licensing.Licenses;

namespace Platform.Licensing.Tests.Licenses;

public sealed class LicenseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = Now.AddDays(-3);

    [Theory]
    [InlineData(LicenseStatus.Active, LicenseStatus.Suspended, true)]
    [InlineData(LicenseStatus.Suspended, LicenseStatus.Active, true)]
    [InlineData(LicenseStatus.Expired, LicenseStatus.Active, true)]
    [InlineData(LicenseStatus.Expired, LicenseStatus.Suspended, true)]
    [InlineData(LicenseStatus.Active, LicenseStatus.Active, false)]
    [InlineData(LicenseStatus.Suspended, LicenseStatus.Suspended, false)]
    public void Switch_moves_the_status_and_notes_when_it_changed(LicenseStatus from, LicenseStatus to, bool changes)
    {
        var switched = LicenseRules.Switch(from, Before, expiresAt: null, new SwitchRequest(to, "because", null), Now).ShouldBeOfType<SwitchOutcome.Switched>();
        switched.Status.ShouldBe(to);
        switched.Reason.ShouldBe(to == LicenseStatus.Active ? "" : "because");
        switched.ChangedAt.ShouldBe(changes ? Now : Before);
    }

    [Theory]
    [InlineData(LicenseStatus.Active, -1, null, false)]
    [InlineData(LicenseStatus.Active, 0, null, false)]
    [InlineData(LicenseStatus.Active, 1, null, true)]
    [InlineData(LicenseStatus.Active, -1, 30, true)]
    [InlineData(LicenseStatus.Active, null, null, true)]
    [InlineData(LicenseStatus.Suspended, -1, null, true)]
    public void Switch_to_active_needs_time_that_is_left(LicenseStatus to, int? endInDays, int? newEndInDays, bool possible)
    {
        DateTimeOffset? end = endInDays is { } d ? Now.AddDays(d) : null;
        DateTimeOffset? newEnd = newEndInDays is { } n ? Now.AddDays(n) : null;
        var outcome = LicenseRules.Switch(LicenseStatus.Expired, Before, end, new SwitchRequest(to, "because", newEnd), Now);
        (outcome is SwitchOutcome.Switched).ShouldBe(possible);
        if (outcome is SwitchOutcome.Switched switched) switched.ExpiresAt.ShouldBe(newEnd ?? end);
    }

    [Theory]
    [InlineData("payment_overdue", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Payment", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Check_wants_a_reason_that_programs_can_compare(string? reason, bool valid) =>
        LicenseRules.Check(reason, expiresAt: null, Now).Any().ShouldBe(!valid);
}
