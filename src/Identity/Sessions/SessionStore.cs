using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Identity.Sessions;

/// <summary>An account as sign-in needs it.</summary>
internal sealed record SignInUser(
    long UserId, int? TenantId, string Username, string Role, string PasswordHash, bool PasswordIsTemporary, DateTimeOffset? DisabledAt, bool AddressIsKnown);

/// <summary>From where a session was begun, and whether its refresh token is kept in a cookie.</summary>
internal sealed record SessionOrigin(string ClientAddress, string UserAgent, bool InCookie = false);

/// <summary>A session as its owner sees it.</summary>
internal sealed record SessionAnswer(
    Guid SessionId, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, string ClientAddress, string UserAgent, bool Current);

/// <summary>A session that is over; its access tokens are refused until they run out.</summary>
internal sealed record RevokedSession(Guid SessionId, DateTimeOffset RevokedAt);

/// <summary>All SQL of sessions and refresh tokens.</summary>
internal sealed class SessionStore(NpgsqlDataSource database)
{
    public async Task<SignInUser?> FindUserAsync(string username, string address, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<SignInUser>("""
            select user_id, tenant_id, username, role, password_hash, password_is_temporary, disabled_at,
                   exists (select 1 from sessions s where s.user_id = u.user_id and s.client_address = @address) as address_is_known
            from users u where username = @username
            """, new { username, address });
    }

    public async Task<SignInUser?> FindUserAsync(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<SignInUser>("""
            select user_id, tenant_id, username, role, password_hash, password_is_temporary, disabled_at, true as address_is_known
            from users where user_id = @userId
            """, new { userId });
    }

    /// <summary>
    /// Begins a session; false when the account was disabled or got another password since <paramref name="user"/> was read.
    /// </summary>
    public static async Task<bool> BeginAsync(
        NpgsqlTransaction transaction, SignInUser user, Guid sessionId, byte[] tokenHash, SessionOrigin origin, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync("""
            with valid as (
                update users set last_sign_in_at = @now where user_id = @UserId and disabled_at is null and password_hash = @PasswordHash
                returning user_id),
            begun as (
                insert into sessions (session_id, user_id, created_at, last_used_at, expires_at, client_address, user_agent, in_cookie)
                select @sessionId, user_id, @now, @now, @expiresAt, @ClientAddress, @UserAgent, @InCookie from valid
                returning session_id)
            insert into refresh_tokens (token_sha256, session_id, issued_at) select @tokenHash, session_id, @now from begun
            """,
            new
            {
                user.UserId,
                user.PasswordHash,
                sessionId,
                tokenHash,
                now,
                expiresAt = now + SessionRules.LengthFor(user.Role),
                origin.ClientAddress,
                origin.UserAgent,
                origin.InCookie,
            },
            transaction) == 1;

    /// <summary>
    /// The token with its session, which is locked until the transaction ends: of two uses side by side the second sees the
    /// first. The lock is a statement of its own, because only the next one sees what was committed while it waited.
    /// </summary>
    public static async Task<RefreshState?> LockTokenAsync(NpgsqlTransaction transaction, byte[] tokenHash)
    {
        await transaction.Connection!.ExecuteAsync("""
            select 1 from sessions where session_id = (select session_id from refresh_tokens where token_sha256 = @tokenHash) for update
            """, new { tokenHash }, transaction);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<RefreshState>("""
            select s.session_id, t.used_at, s.expires_at, s.revoked_at, u.disabled_at, u.user_id, u.tenant_id, u.role, u.password_is_temporary, s.in_cookie,
                   exists (select 1 from refresh_tokens n where n.token_sha256 = t.next_sha256 and n.used_at is null) as next_is_unused
            from refresh_tokens t join sessions s using (session_id) join users u using (user_id)
            where t.token_sha256 = @tokenHash
            """, new { tokenHash }, transaction);
    }

    /// <summary>
    /// Uses the token up and adds the next one of the family. One that it was exchanged for before, and that was never used,
    /// is used up as well; the time of the first use stays, so that a grace is not prolonged.
    /// </summary>
    public static Task ReplaceTokenAsync(NpgsqlTransaction transaction, Guid sessionId, byte[] tokenHash, byte[] nextHash, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            update refresh_tokens set used_at = @now
            where token_sha256 = (select next_sha256 from refresh_tokens where token_sha256 = @tokenHash) and used_at is null;
            update refresh_tokens set used_at = coalesce(used_at, @now), next_sha256 = @nextHash where token_sha256 = @tokenHash;
            insert into refresh_tokens (token_sha256, session_id, issued_at) values (@nextHash, @sessionId, @now);
            update sessions set last_used_at = @now where session_id = @sessionId;
            """, new { sessionId, tokenHash, nextHash, now }, transaction);

    /// <summary>Ends one session of the user, or all of them, with an event for each; how many were still open.</summary>
    public static async Task<int> RevokeAsync(NpgsqlTransaction transaction, long userId, Guid? sessionId, string reason, DateTimeOffset now)
    {
        var ended = (await transaction.Connection!.QueryAsync<Guid>("""
            update sessions set revoked_at = @now, revoke_reason = @reason
            where user_id = @userId and (@sessionId::uuid is null or session_id = @sessionId) and revoked_at is null and expires_at > @now
            returning session_id
            """, new { userId, sessionId, reason, now }, transaction)).AsList();
        foreach (var id in ended) await Outbox.AddAsync(transaction, new SessionRevoked(id, userId, reason, now), $"session:{id}", now);
        return ended.Count;
    }

    /// <summary>Whether the session's refresh token is kept in a cookie.</summary>
    public static Task<bool> IsInCookieAsync(NpgsqlTransaction transaction, long userId, Guid sessionId) =>
        transaction.Connection!.ExecuteScalarAsync<bool>("select in_cookie from sessions where session_id = @sessionId and user_id = @userId", new { sessionId, userId }, transaction);

    public async Task<MeAnswer?> FindMeAsync(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<MeAnswer>("""
            select u.user_id as id, u.username, u.role, u.tenant_id as workshop_id, u.name, u.email, u.phone,
                   t.name as workshop_name, t.code as workshop_code, t.status as workshop_status, t.time_zone, u.password_is_temporary as password_change_required,
                   (select e.subject from external_identities e where e.user_id = u.user_id order by e.linked_at limit 1) as external_id, t.kind as tenant_kind, u.language
            from users u left join tenants t using (tenant_id)
            where u.user_id = @userId
            """, new { userId });
    }

    /// <summary>Whether the session of an access token goes on and its user may still work.</summary>
    public async Task<bool> IsLiveAsync(Guid sessionId, long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>("""
            select exists (select 1 from sessions join users using (user_id)
                where session_id = @sessionId and user_id = @userId and revoked_at is null and expires_at > @now and disabled_at is null)
            """, new { sessionId, userId, now });
    }

    public async Task<IReadOnlyList<SessionAnswer>> ListAsync(long userId, Guid current, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<SessionAnswer>("""
            select session_id, created_at, last_used_at, expires_at, client_address, user_agent, session_id = @current as current
            from sessions where user_id = @userId and revoked_at is null and expires_at > @now
            order by created_at desc limit 200
            """, new { userId, current, now })];
    }

    public async Task<IReadOnlyList<RevokedSession>> RevokedSinceAsync(DateTimeOffset since, Guid after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RevokedSession>("""
            select session_id, revoked_at from sessions where revoked_at > @since and session_id > @after order by session_id limit @limit
            """, new { since, after, limit })];
    }
}
