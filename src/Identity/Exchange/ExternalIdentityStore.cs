using Dapper;
using Npgsql;
using Platform.Identity.Sessions;

namespace Platform.Identity.Exchange;

/// <summary>All SQL of how outside identity providers call people.</summary>
internal sealed class ExternalIdentityStore(NpgsqlDataSource database)
{
    private const string Account =
        "u.user_id, u.tenant_id, u.username, u.role, u.password_hash, u.password_is_temporary, u.disabled_at, true as address_is_known";

    /// <summary>The account that the provider's subject was linked to.</summary>
    public async Task<SignInUser?> FindLinkedAsync(string issuer, string subject, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<SignInUser>(
            $"select {Account} from external_identities e join users u using (user_id) where e.issuer = @issuer and e.subject = @subject", new { issuer, subject });
    }

    /// <summary>The account that has shown that the address is its own; an address that somebody only typed in counts for nothing here.</summary>
    public async Task<SignInUser?> FindOwnerAsync(string address, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<SignInUser>(
            $"select {Account} from users u where lower(u.email) = @address and u.email_verified_at is not null", new { address });
    }

    /// <summary>Whether somebody signs in with that name already.</summary>
    public async Task<bool> IsNameTakenAsync(string username, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>("select exists (select 1 from users where username = @username)", new { username });
    }

    /// <summary>Links the subject to the account for good; false when it is linked already.</summary>
    public static async Task<bool> LinkAsync(NpgsqlTransaction transaction, ExternalPerson person, long userId, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into external_identities (issuer, subject, user_id, linked_at) values (@Issuer, @Subject, @userId, @now) on conflict (issuer, subject) do nothing
            """, new { person.Issuer, person.Subject, userId, now }, transaction) == 1;
}
