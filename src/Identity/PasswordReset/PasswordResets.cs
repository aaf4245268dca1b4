using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Identity.Mail;
using Platform.Identity.Sessions;
using Platform.Identity.Users;

namespace Platform.Identity.PasswordReset;

/// <summary>A forgotten password: a link by mail, good once for an hour, which ends all sessions. Known and unknown addresses look alike.</summary>
internal sealed class PasswordResets(
    NpgsqlDataSource database, PasswordResetStore store, RequestCounts counts, PasswordHasher passwords, IOptions<WebOptions> web, TimeProvider time)
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    /// <summary>Sends the mail when the address has an account; what is reached when the client's address asked too often.</summary>
    public async Task<LimitReached?> BeginAsync(string email, string? language, string clientAddress, CancellationToken ct)
    {
        if (await counts.OfAddressAsync(clientAddress, time.GetUtcNow(), ct) is { } reached) return reached;

        // Takes as long as all else together several times over, so that a mail more or less is not seen in the time.
        await passwords.VerifyAsync("", hash: null, ct);
        var now = time.GetUtcNow();
        var hasRoom = await counts.MailboxHasRoomAsync(email, now, ct);
        if (Usernames.Normalise(email) is not { } address || await store.FindAsync(address, ct) is not { } account || !hasRoom) return null;

        var token = Secrets.New();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await PasswordResetStore.AddAsync(transaction, Secrets.Sha256(token), account.UserId, now + LinkLife);
        await MailOutbox.AddAsync(transaction, new Letter(account.Email, "password_reset", account.Language ?? language, account.TenantId, now + LinkLife), now,
            ("name", account.Name ?? account.Username), ("username", account.Username), ("link", web.Value.LinkTo("/password-reset", ("token", token))));
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Sets the password and ends all sessions; false when the link is over.</summary>
    public async Task<bool> FinishAsync(string token, string password, CancellationToken ct)
    {
        var tokenHash = Secrets.Sha256(token);

        // Looked at before the bcrypt and used up after it: made-up tokens must not cost 0.4 s each.
        if (!await store.IsGoodAsync(tokenHash, time.GetUtcNow(), ct)) return false;
        var hash = await passwords.HashAsync(password, ct);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await PasswordResetStore.UseAsync(transaction, tokenHash, hash, now) is not { } userId) return false;
        await SessionStore.RevokeAsync(transaction, userId, sessionId: null, "password_reset", now);
        await transaction.CommitAsync(ct);
        return true;
    }
}
