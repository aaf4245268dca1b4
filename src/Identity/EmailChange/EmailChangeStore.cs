using Dapper;
using Npgsql;
using Platform.Identity.SignUp;
using Platform.Identity.Users;

namespace Platform.Identity.EmailChange;

/// <summary>An account whose address may change; <c>Email</c> is the present one.</summary>
internal sealed record AddressedAccount(int? TenantId, string Username, string? Name, string? Email, bool EmailIsVerified, string? Language);

/// <summary>An address that waits for its link to be followed.</summary>
internal sealed record PendingEmail(long UserId, string Email, string? Language);

/// <summary>All SQL of changed addresses.</summary>
internal sealed class EmailChangeStore(NpgsqlDataSource database)
{
    private const string Columns = "tenant_id, username, name, email, email_verified_at is not null as email_is_verified, language";

    public async Task<AddressedAccount?> FindAsync(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AddressedAccount>($"select {Columns} from users where user_id = @userId and disabled_at is null", new { userId });
    }

    /// <summary>Whether another account signs in with the address, or has shown that it is its own.</summary>
    public static Task<bool> IsTakenAsync(NpgsqlTransaction transaction, long userId, string email) => transaction.Connection!.ExecuteScalarAsync<bool>("""
        select exists (select 1 from users where user_id <> @userId and (username = lower(@email) or (lower(email) = lower(@email) and email_verified_at is not null)))
        """, new { userId, email }, transaction);

    public static Task AddAsync(NpgsqlTransaction transaction, byte[] tokenHash, long userId, string email, string? language, DateTimeOffset expiresAt) =>
        transaction.Connection!.ExecuteAsync("""
            insert into email_changes (token_sha256, user_id, email, language, expires_at) values (@tokenHash, @userId, @email, @language, @expiresAt)
            """, new { tokenHash, userId, email, language, expiresAt }, transaction);

    /// <summary>Uses the link up; null when there is none, or its time is over. Of two at once one gets it.</summary>
    public static async Task<PendingEmail?> TakeAsync(NpgsqlTransaction transaction, byte[] tokenHash, DateTimeOffset now)
    {
        var email = await transaction.Connection!.ExecuteScalarAsync<string?>("select email from email_changes where token_sha256 = @tokenHash", new { tokenHash }, transaction);
        if (email is null) return null;
        // Before the account's row, as a sign-up of that address does.
        if (Usernames.OfAddress(email) is { } address) await SignUpStore.LockAddressAsync(transaction, address);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<PendingEmail>("""
            delete from email_changes where token_sha256 = @tokenHash and expires_at > @now returning user_id, email, language
            """, new { tokenHash, now }, transaction);
    }

    /// <summary>
    /// Sets the address as one that its owner has shown, and the name where that is the former address; forgets what else waits
    /// for either: links of mails to the former mailbox, and sign-ups of this one. What was before; null when the account is disabled.
    /// </summary>
    public static async Task<AddressedAccount?> ApplyAsync(NpgsqlTransaction transaction, PendingEmail pending, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var former = await connection.QuerySingleOrDefaultAsync<AddressedAccount>(
            $"select {Columns} from users where user_id = @UserId and disabled_at is null for update", new { pending.UserId }, transaction);
        if (former is null) return null;
        var address = Usernames.OfAddress(pending.Email);
        var username = address is not null && former.Username == Usernames.OfAddress(former.Email) ? address : former.Username;
        await connection.ExecuteAsync("""
            update users set email = @Email, email_verified_at = @now, email_version = email_version + (email is distinct from @Email)::int, username = @username where user_id = @UserId;
            delete from email_changes where user_id = @UserId;
            delete from password_resets where user_id = @UserId;
            """, new { pending.UserId, pending.Email, username, now }, transaction);
        if (address is not null) await SignUpStore.ForgetAsync(transaction, address);
        return former;
    }
}
