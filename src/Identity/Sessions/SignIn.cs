using Npgsql;
using Platform.Identity.SigningKeys;
using Platform.Identity.Users;

namespace Platform.Identity.Sessions;

/// <summary>How a sign-in or refresh ended.</summary>
internal abstract record SignInOutcome
{
    public sealed record SignedIn(IssuedTokens Tokens) : SignInOutcome;

    /// <summary>Wrong name or password; which one is nobody's business.</summary>
    public sealed record Refused : SignInOutcome;

    public sealed record Locked(ActiveLock Lock) : SignInOutcome;
}

/// <summary>
/// Name and password → session. Known and unknown names take the same steps: the same counts, the same bcrypt, the same answer.
/// </summary>
internal sealed partial class SignIn(
    NpgsqlDataSource database, SessionStore sessions, LockOutStore lockOut, PasswordHasher passwords, TokenIssuer issuer, TimeProvider time, ILogger<SignIn> logger)
{
    public async Task<SignInOutcome> SignInAsync(string name, string password, SessionOrigin origin, CancellationToken ct)
    {
        var username = Usernames.Normalise(name);
        var user = username is null ? null : await sessions.FindUserAsync(username, origin.ClientAddress, ct);
        var keys = LockOutKey.OfSignIn(username ?? name, origin.ClientAddress, user?.AddressIsKnown ?? false);
        if (await lockOut.AttemptAsync(keys, time.GetUtcNow(), ct) is { } locked)
        {
            LogLocked(origin.ClientAddress, locked.Until);
            return new SignInOutcome.Locked(locked);
        }

        if (!await VerifyAsync(password, user?.PasswordHash, keys, ct) || user is not { DisabledAt: null }) return new SignInOutcome.Refused();
        await lockOut.TakeBackAsync(keys, wasRight: true);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await BeginAsync(transaction, user, origin, ct) is not { } tokens) return new SignInOutcome.Refused();
        await transaction.CommitAsync(ct);
        return new SignInOutcome.SignedIn(tokens);
    }

    /// <summary>Checks a password whose attempt was counted; an attempt that could not be checked is taken back.</summary>
    public async Task<bool> VerifyAsync(string password, string? hash, IReadOnlyList<LockOutKey> keys, CancellationToken ct)
    {
        try
        {
            return await passwords.VerifyAsync(password, hash, ct);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await lockOut.TakeBackAsync(keys, wasRight: false);
            throw;
        }
    }

    /// <summary>Begins a session in the transaction; null when the account changed meanwhile.</summary>
    public async Task<IssuedTokens?> BeginAsync(NpgsqlTransaction transaction, SignInUser user, SessionOrigin origin, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var sessionId = Guid.CreateVersion7(now);
        var refreshToken = RefreshTokens.New();
        if (!await SessionStore.BeginAsync(transaction, user, sessionId, Secrets.Sha256(refreshToken), origin, now)) return null;
        var accessToken = await issuer.ForPersonAsync(user.UserId, user.TenantId, user.Role, sessionId, user.PasswordIsTemporary, now, ct);
        return new IssuedTokens(accessToken, user.Role, refreshToken, origin.InCookie, now + SessionRules.LengthFor(user.Role));
    }

    [LoggerMessage(3101, LogLevel.Information, "Sign-in from {ClientAddress} is locked until {Until}")]
    private partial void LogLocked(string clientAddress, DateTimeOffset until);
}
