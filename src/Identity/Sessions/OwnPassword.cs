namespace Platform.Identity.Sessions;

/// <summary>What became of a password that somebody gave to show that the account is theirs.</summary>
internal abstract record OwnPasswordOutcome
{
    public sealed record Right(SignInUser User) : OwnPasswordOutcome;

    public sealed record Wrong : OwnPasswordOutcome;

    public sealed record Locked(ActiveLock Lock) : OwnPasswordOutcome;

    public sealed record SessionOver : OwnPasswordOutcome;
}

/// <summary>Whoever is signed in shows once more that the account is theirs, before what a session left open must not do. Failures lock as at the sign-in.</summary>
internal sealed class OwnPassword(SessionStore sessions, LockOutStore lockOut, SignIn signIn, TimeProvider time)
{
    public async Task<OwnPasswordOutcome> CheckAsync(long userId, string password, CancellationToken ct)
    {
        if (await sessions.FindUserAsync(userId, ct) is not { } user) return new OwnPasswordOutcome.SessionOver();
        var keys = LockOutKey.OfPasswordChange(userId);
        if (await lockOut.AttemptAsync(keys, time.GetUtcNow(), ct) is { } locked) return new OwnPasswordOutcome.Locked(locked);
        if (!await signIn.VerifyAsync(password, user.PasswordHash, keys, ct)) return new OwnPasswordOutcome.Wrong();
        await lockOut.TakeBackAsync(keys, wasRight: true);
        return new OwnPasswordOutcome.Right(user);
    }
}
