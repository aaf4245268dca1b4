using Platform.DeviceRegistry.Presence;

namespace Platform.DeviceRegistry.Tests.Presence;

public sealed class PresenceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, -100, -1, true)]
    [InlineData(true, -100, -1, false)]
    [InlineData(false, -10, -20, false)]
    [InlineData(false, -100, -60, false)]
    [InlineData(false, -100, -59, true)]
    [InlineData(false, -5, -5, true)]
    public void ComesOnline_by_a_message_newer_than_the_last_change_and_the_timeout(bool online, int changed, int at, bool comes) =>
        PresenceRules.ComesOnline(online, Now.AddSeconds(changed), Now.AddSeconds(at), Now).ShouldBe(comes);

    [Theory]
    [InlineData(true, -5, -1, true)]
    [InlineData(true, -1, -5, false)]
    [InlineData(false, -5, -1, false)]
    [InlineData(true, null, -1, true)]
    public void WillCounts_unless_something_was_heard_since(bool online, int? lastSeen, int at, bool counts) =>
        PresenceRules.WillCounts(online, lastSeen is { } s ? Now.AddSeconds(s) : null, Now.AddSeconds(at)).ShouldBe(counts);

    [Theory]
    [InlineData(-59, false)]
    [InlineData(-60, true)]
    public void IsSilent_after_a_minute(int lastSeen, bool silent) => PresenceRules.IsSilent(Now.AddSeconds(lastSeen), Now).ShouldBe(silent);

    [Theory]
    [InlineData(true, "online", "online")]
    [InlineData(true, null, "online")]
    [InlineData(true, "disabled", "disabled")]
    [InlineData(true, "lease_expired", "disabled")]
    [InlineData(false, "disabled", "offline")]
    public void Shown_says_disabled_only_for_a_connected_device(bool online, string? reported, string shown) =>
        PresenceRules.Shown(online, reported).ShouldBe(shown);
}
