using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Identity.Mail;
using Platform.Identity.Sessions;
using Platform.Identity.Tenants;
using Platform.Identity.Users;

namespace Platform.Identity.SignUp;

/// <summary>
/// An account by e-mail: the address is asked first, tenant and account are made when the link in the mail is followed. Known
/// and unknown addresses take the same steps: the same counts, the same bcrypt, one mail, the same answer.
/// </summary>
internal sealed class SignUps(
    NpgsqlDataSource database, SignUpStore store, RequestCounts counts, PasswordHasher passwords, SignIn signIn, IOptions<WebOptions> web, TimeProvider time)
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>Sends the mail; what is reached when the client's address asked too often.</summary>
    public async Task<LimitReached?> BeginAsync(SignUpRequest request, string clientAddress, CancellationToken ct)
    {
        if (await counts.OfAddressAsync(clientAddress, time.GetUtcNow(), ct) is { } reached) return reached;
        var hash = await passwords.HashAsync(request.Password!, ct);
        var username = Usernames.OfAddress(request.Email)!;
        var now = time.GetUtcNow();
        if (!await counts.MailboxHasRoomAsync(username, now, ct)) return null;
        var existing = await store.FindAccountAsync(username, ct);
        var pending = new PendingSignUp(username, request.Email!, request.Name!, hash, request.TimeZone ?? TenantRules.DefaultTimeZone, request.Language);

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (existing is null) await AskForProofAsync(transaction, pending, request.ReturnTo, now);
        else await TellOfAccountAsync(transaction, existing, pending, request.ReturnTo, now);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Makes the household and begins its first session; null when the link is over or the address got an account meanwhile.</summary>
    public async Task<IssuedTokens?> VerifyAsync(string token, SessionOrigin origin, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await SignUpStore.TakeAsync(transaction, Secrets.Sha256(token), now) is not { } pending) return null;
        var person = new NewHouseholder(pending.Username, pending.Email, pending.Name, pending.PasswordHash, pending.TimeZone, pending.Language);
        if (await Households.AddAsync(transaction, person, now) is not { } user) return null;
        if (await signIn.BeginAsync(transaction, user, origin, ct) is not { } tokens) return null;
        await transaction.CommitAsync(ct);
        return tokens;
    }

    private async Task AskForProofAsync(NpgsqlTransaction transaction, PendingSignUp pending, string? returnTo, DateTimeOffset now)
    {
        var token = Secrets.New();
        await SignUpStore.AddAsync(transaction, Secrets.Sha256(token), pending, now + LinkLife);
        await MailOutbox.AddAsync(transaction, new Letter(pending.Email, "verify_address", pending.Language, TenantId: null, now + LinkLife), now,
            ("name", pending.Name), ("link", web.Value.LinkTo("/verify", ("token", token), ("to", returnTo))));
    }

    /// <summary>Nobody but the mailbox's owner learns that there is an account.</summary>
    private Task TellOfAccountAsync(NpgsqlTransaction transaction, ExistingAccount existing, PendingSignUp pending, string? returnTo, DateTimeOffset now) =>
        MailOutbox.AddAsync(transaction, new Letter(pending.Email, "account_exists", existing.Language ?? pending.Language, existing.TenantId, now + LinkLife), now,
            ("name", existing.Name ?? pending.Name), ("link", web.Value.LinkTo("/sign-in", ("to", returnTo))), ("reset_link", web.Value.LinkTo("/password-reset")));
}
