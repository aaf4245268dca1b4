using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;
using Platform.Messaging;

namespace Platform.Identity.Users;

/// <summary>An account as the API shows it.</summary>
internal sealed record UserAnswer(
    long UserId, string Username, string Role, int? WorkshopId, string? Name, string? Email, string? Phone,
    bool Disabled, bool PasswordIsTemporary, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt);

/// <summary>What a list of accounts is limited to; null means all.</summary>
internal sealed record UserFilter(int? TenantId, string? Role, string? Search);

/// <summary>What an account is made of.</summary>
internal sealed record NewUser(int? TenantId, string Username, string Role, string? Name, string? Email, string? Phone, string PasswordHash, bool PasswordIsTemporary)
{
    /// <summary>True when the person has shown that the mailbox is theirs.</summary>
    public bool EmailIsVerified { get; init; }

    /// <summary>In which mails are written.</summary>
    public string? Language { get; init; }

    /// <summary>By which the service that asked for the account finds it again; null for all others.</summary>
    public string? CallerKey { get; init; }
}

/// <summary>All SQL of accounts. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class UserStore(NpgsqlDataSource database)
{
    private const string Columns =
        "user_id, username, role, tenant_id as workshop_id, name, email, phone, disabled_at is not null as disabled, password_is_temporary, created_at, last_sign_in_at";

    private const string Person = """
        u.user_id, u.tenant_id, u.name, u.email, (select e.subject from external_identities e where e.user_id = u.user_id order by e.linked_at limit 1) as external_id, u.language, u.role, u.phone
        """;

    /// <summary>Accounts after a number. Conditions that do not apply are not in the statement, so that the right index is used.</summary>
    public async Task<IReadOnlyList<UserAnswer>> ListAsync(UserFilter filter, long after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "user_id > @after" };
        var pattern = SearchText.PatternOf(filter.Search);
        if (filter.TenantId is not null) where.Add("tenant_id = @TenantId");
        if (filter.Role is not null) where.Add("role = @Role");
        if (pattern is not null) where.Add("(username ilike @pattern or name ilike @pattern or email ilike @pattern)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<UserAnswer>(
            $"select {Columns} from users where {string.Join(" and ", where)} order by user_id limit @limit",
            new { filter.TenantId, filter.Role, pattern, after, limit })];
    }

    public async Task<UserAnswer?> FindAsync(int? tenant, long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<UserAnswer>(
            $"select {Columns} from users where (@tenant::int is null or tenant_id = @tenant) and user_id = @userId", new { tenant, userId });
    }

    /// <summary>The people of these numbers, whatever their tenant: for other services.</summary>
    public async Task<IReadOnlyList<PersonAnswer>> PeopleAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<PersonAnswer>($"select {Person} from users u where u.user_id = any(@ids)", new { ids })];
    }

    /// <summary>Who has that role and may sign in, of the tenant or of the vendor: for other services.</summary>
    public async Task<IReadOnlyList<PersonAnswer>> PeopleOfRoleAsync(int? tenantId, string role, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<PersonAnswer>(
            $"select {Person} from users u where u.tenant_id is not distinct from @tenantId and u.role = @role and u.disabled_at is null order by u.user_id limit @limit", new { tenantId, role, limit })];
    }

    /// <summary>The person with that subject at an outside provider; null also when two providers call different people so.</summary>
    public async Task<PersonAnswer?> FindExternalAsync(string subject, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = await connection.QueryAsync<PersonAnswer>($"""
            select {Person} from users u where u.user_id in (select e.user_id from external_identities e where e.subject = @subject) limit 2
            """, new { subject });
        return found.ToArray() is [var person] ? person : null;
    }

    /// <summary>Adds the account and its event; null when the name, or the verified address, is taken.</summary>
    public static async Task<long?> AddAsync(NpgsqlTransaction transaction, NewUser user, DateTimeOffset now)
    {
        var userId = await transaction.Connection!.ExecuteScalarAsync<long?>("""
            insert into users (tenant_id, username, role, name, email, phone, password_hash, password_is_temporary, password_changed_at, created_at, email_verified_at, language, caller_key)
            values (@TenantId, @Username, @Role, @Name, @Email, @Phone, @PasswordHash, @PasswordIsTemporary, @now, @now, case when @EmailIsVerified then @now end, @Language, @CallerKey)
            on conflict do nothing
            returning user_id
            """,
            new
            {
                user.TenantId,
                user.Username,
                user.Role,
                user.Name,
                user.Email,
                user.Phone,
                user.PasswordHash,
                user.PasswordIsTemporary,
                user.EmailIsVerified,
                user.Language,
                user.CallerKey,
                now,
            },
            transaction);
        if (userId is { } id) await Outbox.AddAsync(transaction, new UserCreated(id, user.TenantId, user.Username, user.Role, now), StreamOf(id), now);
        return userId;
    }

    /// <summary>
    /// Changes what is not null; "" empties. The roles that the caller may change are part of the write; no row is changed when the
    /// account is not of them. Another address is one that nobody has shown to be theirs.
    /// </summary>
    public static async Task<UserAnswer?> ChangeAsync(NpgsqlTransaction transaction, int? tenant, IReadOnlyList<string> roles, long userId, ChangeUser change, DateTimeOffset now) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<UserAnswer>($"""
            update users set
                name = nullif(coalesce(@Name, name), ''), email = nullif(coalesce(@Email, email), ''), phone = nullif(coalesce(@Phone, phone), ''),
                email_version = email_version + (nullif(coalesce(@Email, email), '') is distinct from email)::int,
                phone_version = phone_version + (nullif(coalesce(@Phone, phone), '') is distinct from phone)::int,
                email_verified_at = case when lower(nullif(coalesce(@Email, email), '')) = lower(email) then email_verified_at end,
                disabled_at = case when @Disabled::bool is null then disabled_at when @Disabled then coalesce(disabled_at, @now) end
            where (@tenant::int is null or tenant_id = @tenant) and user_id = @userId and role = any(@roles)
            returning {Columns}
            """, new { tenant, roles, userId, change.Name, change.Email, change.Phone, change.Disabled, now }, transaction);

    /// <summary>The person's own change of what is not null; "" empties. False when the account is disabled.</summary>
    public static async Task<bool> ChangeOwnAsync(NpgsqlTransaction transaction, long userId, string? name, string? phone) => await transaction.Connection!.ExecuteAsync("""
        update users set name = nullif(coalesce(@name, name), ''), phone = nullif(coalesce(@phone, phone), ''),
            phone_version = phone_version + (nullif(coalesce(@phone, phone), '') is distinct from phone)::int
        where user_id = @userId and disabled_at is null
        """, new { userId, name, phone }, transaction) == 1;

    /// <summary>Tells where to reach the person now, after the row was changed in the transaction.</summary>
    public static async Task TellContactAsync(NpgsqlTransaction transaction, long userId, DateTimeOffset now)
    {
        var user = await transaction.Connection!.QuerySingleAsync<Contact>("select tenant_id, phone, phone_version, email, email_version from users where user_id = @userId", new { userId }, transaction);
        await Outbox.AddAsync(transaction, new UserContactChanged(userId, user.TenantId, user.Phone, user.PhoneVersion, user.Email, user.EmailVersion, now), StreamOf(userId), now);
    }

    /// <summary>Gives the account another password; the name of the account, or null when the caller may not.</summary>
    public static async Task<UserAnswer?> SetPasswordAsync(
        NpgsqlTransaction transaction, int? tenant, IReadOnlyList<string> roles, long userId, string hash, bool isTemporary, DateTimeOffset now)
    {
        var user = await transaction.Connection!.QuerySingleOrDefaultAsync<UserAnswer>($"""
            update users set password_hash = @hash, password_is_temporary = @isTemporary, password_changed_at = @now
            where (@tenant::int is null or tenant_id = @tenant) and user_id = @userId and role = any(@roles)
            returning {Columns}
            """, new { tenant, roles, userId, hash, isTemporary, now }, transaction);
        if (user is not null) await Outbox.AddAsync(transaction, new UserChanged(userId, user.WorkshopId, "password", now), StreamOf(userId), now);
        return user;
    }

    /// <summary>The person's own change; false when the password is no longer the one that <paramref name="user"/> was read with.</summary>
    public static async Task<bool> ReplaceOwnPasswordAsync(NpgsqlTransaction transaction, SignInUser user, string hash, DateTimeOffset now)
    {
        var changed = await transaction.Connection!.ExecuteAsync("""
            update users set password_hash = @hash, password_is_temporary = false, password_changed_at = @now
            where user_id = @UserId and password_hash = @PasswordHash and disabled_at is null
            """, new { user.UserId, user.PasswordHash, hash, now }, transaction);
        if (changed == 1) await Outbox.AddAsync(transaction, new UserChanged(user.UserId, user.TenantId, "password", now), StreamOf(user.UserId), now);
        return changed == 1;
    }

    /// <summary>Locks the account's row; whether it is disabled now.</summary>
    public static Task<bool> LockAsync(NpgsqlTransaction transaction, long userId) =>
        transaction.Connection!.ExecuteScalarAsync<bool>("select disabled_at is not null from users where user_id = @userId for update", new { userId }, transaction);

    public static string StreamOf(long userId) => $"user:{userId}";

    private sealed record Contact(int? TenantId, string? Phone, long PhoneVersion, string? Email, long EmailVersion);
}
