using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Sessions;

/// <summary>A refresh token as it is kept, with its session and user.</summary>
internal sealed record RefreshState(
    Guid SessionId, DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? DisabledAt,
    long UserId, int? TenantId, string Role, bool PasswordIsTemporary);

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

    /// <summary>
    /// Each refresh token is good once. There is no grace for a second use, however soon: the platform cannot tell a
    /// client that sent it twice from a thief, and a false alarm costs one sign-in. Clients refresh one at a time.
    /// </summary>
    public static RefreshRuling Judge(RefreshState state, DateTimeOffset now) => state switch
    {
        { RevokedAt: not null } or { DisabledAt: not null } => RefreshRuling.Over,
        _ when state.ExpiresAt <= now => RefreshRuling.Over,
        { UsedAt: not null } => RefreshRuling.Reused,
        _ => RefreshRuling.Rotate,
    };
}
