using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Mail;
using Platform.Identity.Sessions;
using Platform.Identity.Users;
using Platform.Messaging;

namespace Platform.Identity.EmailChange;

/// <summary>How a wish for another address ended.</summary>
internal abstract record EmailChangeOutcome
{
    public sealed record Asked : EmailChangeOutcome;

    public sealed record Limited(LimitReached Reached) : EmailChangeOutcome;

    public sealed record Locked(ActiveLock Lock) : EmailChangeOutcome;

    public sealed record WrongPassword : EmailChangeOutcome;

    public sealed record SameAddress : EmailChangeOutcome;

    public sealed record SessionOver : EmailChangeOutcome;
}

/// <summary>What a link that was followed came to.</summary>
internal enum EmailConfirmation
{
    Done,
    LinkOver,

    /// <summary>Another account has shown since that the address is its own.</summary>
    Taken,
}

/// <summary>
/// Another address for an account: it counts once the link in a mail to it was followed, and the former one is told. Who signed
/// up by e-mail signs in with the new address from then on. Free and taken addresses look alike to who asks.
/// </summary>
internal sealed class EmailChanges(
    NpgsqlDataSource database, EmailChangeStore store, OwnPassword own, RequestCounts counts, IOptions<WebOptions> web, TimeProvider time)
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    public async Task<EmailChangeOutcome> BeginAsync(long userId, EmailChangeRequest request, string clientAddress, CancellationToken ct)
    {
        if (await counts.OfAddressAsync(clientAddress, time.GetUtcNow(), ct) is { } reached) return new EmailChangeOutcome.Limited(reached);
        switch (await own.CheckAsync(userId, request.Password!, ct))
        {
            case OwnPasswordOutcome.Locked { Lock: var active }: return new EmailChangeOutcome.Locked(active);
            case OwnPasswordOutcome.Wrong: return new EmailChangeOutcome.WrongPassword();
            case OwnPasswordOutcome.SessionOver: return new EmailChangeOutcome.SessionOver();
        }

        var email = request.Email!;
        if (await store.FindAsync(userId, ct) is not { } account) return new EmailChangeOutcome.SessionOver();
        if (account.EmailIsVerified && string.Equals(account.Email, email, StringComparison.OrdinalIgnoreCase)) return new EmailChangeOutcome.SameAddress();
        var now = time.GetUtcNow();
        if (!await counts.MailboxHasRoomAsync(email, now, ct)) return new EmailChangeOutcome.Asked();

        var language = account.Language ?? request.Language;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var isTaken = await EmailChangeStore.IsTakenAsync(transaction, userId, email);
        var token = Secrets.New();
        if (!isTaken) await EmailChangeStore.AddAsync(transaction, Secrets.Sha256(token), userId, email, language, now + LinkLife);
        var link = isTaken ? web.Value.LinkTo("/sign-in") : web.Value.LinkTo("/confirm-email", ("token", token));
        await MailOutbox.AddAsync(transaction, new Letter(email, isTaken ? "address_taken" : "change_address", language, account.TenantId, now + LinkLife), now,
            ("name", account.Name ?? account.Username), ("username", account.Username), ("link", link));
        await transaction.CommitAsync(ct);
        return new EmailChangeOutcome.Asked();
    }

    public async Task<EmailConfirmation> FinishAsync(string token, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await EmailChangeStore.TakeAsync(transaction, Secrets.Sha256(token), now) is not { } pending) return EmailConfirmation.LinkOver;
        if (await EmailChangeStore.IsTakenAsync(transaction, pending.UserId, pending.Email)) return EmailConfirmation.Taken;
        try
        {
            if (await EmailChangeStore.ApplyAsync(transaction, pending, now) is not { } former) return EmailConfirmation.LinkOver;
            await Outbox.AddAsync(transaction, new UserChanged(pending.UserId, former.TenantId, "contact", now), UserStore.StreamOf(pending.UserId), now);
            await UserStore.TellContactAsync(transaction, pending.UserId, now);
            if (former.Email is { } address && !string.Equals(address, pending.Email, StringComparison.OrdinalIgnoreCase))
                await MailOutbox.AddAsync(transaction, new Letter(address, "address_changed", former.Language ?? pending.Language, former.TenantId, now + LinkLife), now,
                    ("name", former.Name ?? former.Username), ("username", former.Username));
            await transaction.CommitAsync(ct);
            return EmailConfirmation.Done;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // An owner gave the name to somebody in this moment.
            return EmailConfirmation.Taken;
        }
    }
}
