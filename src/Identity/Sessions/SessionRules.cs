using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Sessions;

/// <summary>A refresh token as it is kept, with its session and user.</summary>
internal sealed record RefreshState(
    Guid SessionId, DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? DisabledAt,
    long UserId, int? TenantId, string Role, bool PasswordIsTemporary, bool InCookie, bool NextIsUnused);

/// <summary>What is to be done with a refresh token.</summary>
internal enum RefreshRuling
{
    /// <summary>Use it up and hand out the next one.</summary>
    Rotate,

    /// <summary>It was used before: somebody has a copy. The session ends for everybody.</summary>
    Reused,

    /// <summary>The session is over.</summary>
    Over,
}

/// <summary>How long sessions last and what refresh tokens are good for.</summary>
internal static class SessionRules
{
    /// <summary>Absolute length of a session: 24 h for customers, 7 days for the others.</summary>
    public static TimeSpan LengthFor(string role) => role == Roles.Customer ? TimeSpan.FromHours(24) : TimeSpan.FromDays(7);

    /// <summary>How long a browser may exchange a token again whose answer it may not have got.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Each refresh token is good once: the platform cannot tell a client that sent it twice from a thief, and a false alarm
    /// costs one sign-in. Clients refresh one at a time. A browser cannot promise that, a page may be reloaded before the
    /// answer is there; so a token of a cookie may come again for a short while, as long as the one that it was exchanged
    /// for was never used. That one is dead then, and counts as used when it comes after all.
    /// </summary>
    public static RefreshRuling Judge(RefreshState state, DateTimeOffset now) => state switch
    {
        { RevokedAt: not null } or { DisabledAt: not null } => RefreshRuling.Over,
        _ when state.ExpiresAt <= now => RefreshRuling.Over,
        { UsedAt: { } used, InCookie: true, NextIsUnused: true } when now - used <= Grace => RefreshRuling.Rotate,
        { UsedAt: not null } => RefreshRuling.Reused,
        _ => RefreshRuling.Rotate,
    };
}
