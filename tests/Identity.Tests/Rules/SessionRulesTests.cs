using Platform.Identity.Sessions;

namespace Platform.Identity.Tests.Rules;

public sealed class SessionRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly RefreshState Fresh = new(Guid.NewGuid(), null, Noon.AddDays(1), null, null, 1, 1, Roles.Owner, PasswordIsTemporary: false, InCookie: false, NextIsUnused: false);
    private static readonly RefreshState Exchanged = Fresh with { InCookie = true, NextIsUnused = true, UsedAt = Noon.AddSeconds(-1) };

    public static TheoryData<string, object, string> States => new()
    {
        { "fresh", Fresh, nameof(RefreshRuling.Rotate) },
        { "used long ago", Fresh with { UsedAt = Noon.AddHours(-1) }, nameof(RefreshRuling.Reused) },
        { "used a moment ago", Fresh with { UsedAt = Noon.AddMilliseconds(-1) }, nameof(RefreshRuling.Reused) },
        { "used a moment ago, next one unused", Exchanged with { InCookie = false }, nameof(RefreshRuling.Reused) },
        { "cookie, used a moment ago, next one unused", Exchanged, nameof(RefreshRuling.Rotate) },
        { "cookie, used 30 s ago, next one unused", Exchanged with { UsedAt = Noon.AddSeconds(-30) }, nameof(RefreshRuling.Rotate) },
        { "cookie, grace over", Exchanged with { UsedAt = Noon.AddSeconds(-30).AddTicks(-1) }, nameof(RefreshRuling.Reused) },
        { "cookie, next one used", Exchanged with { NextIsUnused = false }, nameof(RefreshRuling.Reused) },
        { "cookie in its grace, revoked", Exchanged with { RevokedAt = Noon }, nameof(RefreshRuling.Over) },
        { "cookie in its grace, session at its end", Exchanged with { ExpiresAt = Noon }, nameof(RefreshRuling.Over) },
        { "revoked", Fresh with { RevokedAt = Noon }, nameof(RefreshRuling.Over) },
        { "used and revoked", Fresh with { UsedAt = Noon, RevokedAt = Noon }, nameof(RefreshRuling.Over) },
        { "user disabled", Fresh with { DisabledAt = Noon }, nameof(RefreshRuling.Over) },
        { "ends now", Fresh with { ExpiresAt = Noon }, nameof(RefreshRuling.Over) },
        { "ends in a moment", Fresh with { ExpiresAt = Noon.AddTicks(1) }, nameof(RefreshRuling.Rotate) },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Refresh_token_is_judged(string state, object token, string ruling) =>
        SessionRules.Judge((RefreshState)token, Noon).ToString().ShouldBe(ruling, state);

    [Theory]
    [InlineData(Roles.Customer, 24)]
    [InlineData(Roles.Staff, 168)]
    [InlineData(Roles.Owner, 168)]
    [InlineData(Roles.Admin, 168)]
    public void Session_lasts_by_role(string role, int hours) => SessionRules.LengthFor(role).ShouldBe(TimeSpan.FromHours(hours));
}
