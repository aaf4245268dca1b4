using Npgsql;
using Platform.Identity.Users;

namespace Platform.Identity.Sessions;

/// <summary>How a change of the own password ended.</summary>
internal abstract record PasswordOutcome
{
    public sealed record Changed(IssuedTokens Tokens) : PasswordOutcome;

    public sealed record WrongPassword : PasswordOutcome;

    public sealed record SamePassword : PasswordOutcome;

    public sealed record Locked(ActiveLock Lock) : PasswordOutcome;

    public sealed record SessionOver : PasswordOutcome;
}

/// <summary>
/// Changes the own password: ends all sessions of the account and begins a new one of the same kind, whose tokens no longer
/// ask for a change.
/// </summary>
internal sealed class PasswordChange(NpgsqlDataSource database, OwnPassword own, PasswordHasher passwords, SignIn signIn, TimeProvider time)
{
    public async Task<PasswordOutcome> ChangeAsync(long userId, Guid session, string current, string replacement, SessionOrigin origin, CancellationToken ct)
    {
        var shown = await own.CheckAsync(userId, current, ct);
        if (shown is OwnPasswordOutcome.Locked { Lock: var active }) return new PasswordOutcome.Locked(active);
        if (shown is OwnPasswordOutcome.SessionOver) return new PasswordOutcome.SessionOver();
        if (shown is not OwnPasswordOutcome.Right { User: var user }) return new PasswordOutcome.WrongPassword();
        if (current == replacement) return new PasswordOutcome.SamePassword();
        var hash = await passwords.HashAsync(replacement, ct);

        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The former hash is part of the write: of two changes side by side one wins.
        if (!await UserStore.ReplaceOwnPasswordAsync(transaction, user, hash, now)) return new PasswordOutcome.WrongPassword();
        await SessionStore.RevokeAsync(transaction, userId, sessionId: null, "password_changed", now);
        var inCookie = await SessionStore.IsInCookieAsync(transaction, userId, session);
        var tokens = await signIn.BeginAsync(transaction, user with { PasswordHash = hash, PasswordIsTemporary = false }, origin with { InCookie = inCookie }, ct);
        if (tokens is null) return new PasswordOutcome.SessionOver();
        await transaction.CommitAsync(ct);
        return new PasswordOutcome.Changed(tokens);
    }
}
