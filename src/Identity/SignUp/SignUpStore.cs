using Dapper;
using Npgsql;

namespace Platform.Identity.SignUp;

/// <summary>A sign-up that waits for its link to be followed.</summary>
internal sealed record PendingSignUp(string Username, string Email, string Name, string PasswordHash, string TimeZone, string? Language);

/// <summary>The account that stands in the way of a sign-up.</summary>
internal sealed record ExistingAccount(int? TenantId, string? Name, string? Email, string? Language);

/// <summary>All SQL of sign-ups.</summary>
internal sealed class SignUpStore(NpgsqlDataSource database)
{
    /// <summary>The account that has the name or owns the address; null when the address is free.</summary>
    public async Task<ExistingAccount?> FindAccountAsync(string username, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<ExistingAccount>("""
            select tenant_id, name, email, language from users
            where username = @username or (lower(email) = @username and email_verified_at is not null)
            order by email_verified_at is null, user_id limit 1
            """, new { username });
    }

    public static Task AddAsync(NpgsqlTransaction transaction, byte[] tokenHash, PendingSignUp pending, DateTimeOffset expiresAt) =>
        transaction.Connection!.ExecuteAsync("""
            insert into sign_ups (token_sha256, username, email, name, password_hash, time_zone, language, expires_at)
            values (@tokenHash, @Username, @Email, @Name, @PasswordHash, @TimeZone, @Language, @expiresAt)
            """, new { tokenHash, pending.Username, pending.Email, pending.Name, pending.PasswordHash, pending.TimeZone, pending.Language, expiresAt }, transaction);

    /// <summary>Uses the link up; null when there is none, or its time is over. Of two at once one gets it.</summary>
    public static async Task<PendingSignUp?> TakeAsync(NpgsqlTransaction transaction, byte[] tokenHash, DateTimeOffset now)
    {
        var username = await transaction.Connection!.ExecuteScalarAsync<string?>("select username from sign_ups where token_sha256 = @tokenHash", new { tokenHash }, transaction);
        if (username is null) return null;
        await LockAddressAsync(transaction, username);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<PendingSignUp>("""
            delete from sign_ups where token_sha256 = @tokenHash and expires_at > @now
            returning username, email, name, password_hash, time_zone, language
            """, new { tokenHash, now }, transaction);
    }

    /// <summary>
    /// Whoever makes the account of an address holds this until the transaction ends: each takes the account's name and all the
    /// address's links, and without it two of them would wait for each other.
    /// </summary>
    public static Task LockAddressAsync(NpgsqlTransaction transaction, string username) =>
        transaction.Connection!.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@username, 0))", new { username }, transaction);

    /// <summary>Other links of an address that has its account now.</summary>
    public static Task ForgetAsync(NpgsqlTransaction transaction, string username) =>
        transaction.Connection!.ExecuteAsync("delete from sign_ups where username = @username", new { username }, transaction);
}
