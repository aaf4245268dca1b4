using Npgsql;
using Platform.Identity.SigningKeys;

namespace Platform.Identity.Sessions;

/// <summary>Exchanges a refresh token for the next pair of tokens. The row's lock decides races.</summary>
internal sealed partial class RefreshTokens(NpgsqlDataSource database, TokenIssuer issuer, TimeProvider time, ILogger<RefreshTokens> logger)
{
    /// <summary>256 random bits; the prefix tells people and secret scanners what it is.</summary>
    public static string New() => $"rt_{Secrets.New()}";

    /// <summary>
    /// The next pair, or null when the token is good for nothing: unknown, of a session that is over, or come another way
    /// than the session's. A token that was used before ends its session.
    /// </summary>
    public async Task<IssuedTokens?> RotateAsync(string token, bool fromCookie, CancellationToken ct)
    {
        var hash = Secrets.Sha256(token);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await SessionStore.LockTokenAsync(transaction, hash) is not { } state || state.InCookie != fromCookie) return null;
        switch (SessionRules.Judge(state, now))
        {
            case RefreshRuling.Rotate:
                var next = New();
                await SessionStore.ReplaceTokenAsync(transaction, state.SessionId, hash, Secrets.Sha256(next), now);
                var accessToken = await issuer.ForPersonAsync(state.UserId, state.TenantId, state.Role, state.SessionId, state.PasswordIsTemporary, now, ct);
                await transaction.CommitAsync(ct);
                return new IssuedTokens(accessToken, state.Role, next, state.InCookie, state.ExpiresAt);
            case RefreshRuling.Reused:
                await SessionStore.RevokeAsync(transaction, state.UserId, state.SessionId, "refresh_token_reused", now);
                await transaction.CommitAsync(CancellationToken.None);
                LogReused(state.SessionId, state.UserId);
                return null;
            default:
                return null;
        }
    }

    [LoggerMessage(3102, LogLevel.Warning, "Session {SessionId} of user {UserId} was ended: a refresh token came a second time")]
    private partial void LogReused(Guid sessionId, long userId);
}
