using Npgsql;
using Platform.Identity.Sessions;
using Platform.Identity.SignUp;
using Platform.Identity.Users;

namespace Platform.Identity.Exchange;

/// <summary>How an exchange of an ID token ended.</summary>
internal abstract record ExchangeOutcome
{
    public sealed record SignedIn(IssuedTokens Tokens) : ExchangeOutcome;

    public sealed record BadToken : ExchangeOutcome;

    /// <summary>The provider has not seen that the mailbox is the person's, so nobody knows whose account it would be.</summary>
    public sealed record AddressNotVerified : ExchangeOutcome;

    public sealed record Disabled : ExchangeOutcome;
}

/// <summary>
/// An ID token of an outside identity provider for a session. Whoever comes for the first time is linked to the account that
/// owns the verified address, or gets a household; of many at once one makes it and the others find it.
/// </summary>
internal sealed class ExternalSignIn(
    NpgsqlDataSource database, IdTokenValidator validator, ExternalIdentityStore store, PasswordHasher passwords, SignIn signIn, TimeProvider time)
{
    private const int Tries = 4;

    public async Task<ExchangeOutcome> ExchangeAsync(string idToken, SessionOrigin origin, CancellationToken ct)
    {
        if (await validator.ValidateAsync(idToken, ct) is not { } person) return new ExchangeOutcome.BadToken();
        for (var i = 0; i < Tries; i++)
        {
            if (await TryAsync(person, origin, ct) is { } outcome) return outcome;
        }

        throw new TimeoutException("The account changed again and again while it was signed in to.");
    }

    /// <summary>Null when somebody else was quicker with the account or the link: what they made is found at the next try.</summary>
    private async Task<ExchangeOutcome?> TryAsync(ExternalPerson person, SessionOrigin origin, CancellationToken ct)
    {
        var linked = await store.FindLinkedAsync(person.Issuer, person.Subject, ct);
        var address = Usernames.OfAddress(person.VerifiedEmail);
        if (linked is null && address is null) return new ExchangeOutcome.AddressNotVerified();
        var user = linked ?? await store.FindOwnerAsync(address!, ct);
        if (user is { DisabledAt: not null }) return new ExchangeOutcome.Disabled();
        var isNameTaken = user is null && await store.IsNameTakenAsync(address!, ct);

        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        user ??= await Households.AddAsync(transaction, HouseholderOf(person, address!, isNameTaken), now);
        if (user is null || (linked is null && !await ExternalIdentityStore.LinkAsync(transaction, person, user.UserId, now))) return null;
        if (await signIn.BeginAsync(transaction, user, origin, ct) is not { } tokens) return null;
        await transaction.CommitAsync(ct);
        return new ExchangeOutcome.SignedIn(tokens);
    }

    /// <summary>The name may be taken by an account that somebody else made; the person does not need one to sign in.</summary>
    private NewHouseholder HouseholderOf(ExternalPerson person, string address, bool isNameTaken)
    {
        var name = new FieldCheck().Text("name", person.Name, 100, required: true).HasErrors ? address[..address.IndexOf('@', StringComparison.Ordinal)] : person.Name!;
        return new NewHouseholder(isNameTaken ? null : address, person.VerifiedEmail!, name, passwords.Nobodys, TimeZone: null, Language: null);
    }
}
