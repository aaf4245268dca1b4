using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Users;
using Platform.Messaging;

namespace Platform.Identity.PasswordReset;

/// <summary>The account whose password may be set anew by mail; <c>Email</c> is the address as it stands in the account.</summary>
internal sealed record ResettableAccount(long UserId, int? TenantId, string Username, string? Name, string Email, string? Language);

/// <summary>All SQL of passwords that are set anew by mail.</summary>
internal sealed class PasswordResetStore(NpgsqlDataSource database)
{
    /// <summary>
    /// The account that owns the address. When nobody has shown that, the one account in which the address stands, as name or as
    /// contact that its owner or the vendor wrote down; none when it stands in several. The vendor's own accounts are not
    /// opened by an address that was only typed in.
    /// </summary>
    public async Task<ResettableAccount?> FindAsync(string address, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ResettableAccount>("""
            with fitting as (
                select user_id, tenant_id, username, name, case when lower(email) = @address then email else username end as email, language,
                       email_verified_at is not null and lower(email) = @address as owns
                from users
                where (username = @address or lower(email) = @address) and disabled_at is null and (role <> 'admin' or email_verified_at is not null)
                limit 100)
            select user_id, tenant_id, username, name, email, language from fitting
            where owns or (select count(*) from fitting) = 1 and not exists (select 1 from fitting where owns)
            """, new { address });
    }

    public static Task AddAsync(NpgsqlTransaction transaction, byte[] tokenHash, long userId, DateTimeOffset expiresAt) =>
        transaction.Connection!.ExecuteAsync(
            "insert into password_resets (token_sha256, user_id, expires_at) values (@tokenHash, @userId, @expiresAt)", new { tokenHash, userId, expiresAt }, transaction);

    public async Task<bool> IsGoodAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select 1 from password_resets where token_sha256 = @tokenHash and expires_at > @now)", new { tokenHash, now });
    }

    /// <summary>
    /// Uses the link up, with all others of the account, and sets the password, with its event; whose it was, or null when the
    /// link is over or the account disabled. Of two at once one gets it.
    /// </summary>
    public static async Task<long?> UseAsync(NpgsqlTransaction transaction, byte[] tokenHash, string passwordHash, DateTimeOffset now)
    {
        var user = await transaction.Connection!.QuerySingleOrDefaultAsync<Changed>("""
            with used as (delete from password_resets where token_sha256 = @tokenHash and expires_at > @now returning user_id)
            update users set password_hash = @passwordHash, password_is_temporary = false, password_changed_at = @now
            from used where users.user_id = used.user_id and disabled_at is null
            returning users.user_id, tenant_id
            """, new { tokenHash, passwordHash, now }, transaction);
        if (user is null) return null;
        await transaction.Connection!.ExecuteAsync("delete from password_resets where user_id = @UserId", new { user.UserId }, transaction);
        await Outbox.AddAsync(transaction, new UserChanged(user.UserId, user.TenantId, "password", now), UserStore.StreamOf(user.UserId), now);
        return user.UserId;
    }

    private sealed record Changed(long UserId, int? TenantId);
}
