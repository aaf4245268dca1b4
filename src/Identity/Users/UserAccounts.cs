using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;
using Platform.Identity.UserMqtt;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>How an operation on an account ended.</summary>
internal abstract record UserOutcome
{
    public sealed record Made(UserAnswer User, string TemporaryPassword) : UserOutcome;

    public sealed record Done(UserAnswer User) : UserOutcome;

    public sealed record NotFound(string What) : UserOutcome;

    public sealed record NameTaken(string Username) : UserOutcome;

    public sealed record OwnAccount : UserOutcome;

    public sealed record RoleNotAllowed : UserOutcome;

    public sealed record Invalid(string Field, string Message) : UserOutcome;
}

/// <summary>Making, changing and disabling accounts, each with its events in one transaction.</summary>
internal sealed class UserAccounts(NpgsqlDataSource database, UserStore store, PasswordHasher passwords, TimeProvider time)
{
    public async Task<UserOutcome> CreateAsync(CreateUser request, Caller caller, CancellationToken ct)
    {
        switch (UserRules.Placed(caller, request.Role!, request.WorkshopId))
        {
            case NewAccount.In place:
                return await CreateInAsync(place.TenantId, request, ct);
            case NewAccount.RoleNotAllowed:
                return new UserOutcome.RoleNotAllowed();
            case NewAccount.TenantMissing:
                return new UserOutcome.Invalid("workshop_id", "must say which tenant the account is for");
            case NewAccount.TenantNotFitting:
                return new UserOutcome.Invalid("workshop_id", "must be absent: an admin belongs to no tenant");
            default:
                return new UserOutcome.NotFound("workshop");
        }
    }

    public async Task<UserOutcome> ChangeAsync(long userId, ChangeUser request, Caller caller, CancellationToken ct)
    {
        if (request.Disabled is not null && userId == caller.UserId) return new UserOutcome.OwnAccount();
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var wasDisabled = await UserStore.LockAsync(transaction, userId);
        var user = await UserStore.ChangeAsync(transaction, caller.TenantScope, UserRules.ManageableBy(caller), userId, request, now);
        if (user is null) return await WhyNotAsync(userId, caller, ct);
        var change = request.Disabled is { } disabled && disabled != wasDisabled ? disabled ? "disabled" : "enabled" : "contact";
        await Outbox.AddAsync(transaction, new UserChanged(userId, user.WorkshopId, change, now), UserStore.StreamOf(userId), now);
        if (request is not { Phone: null, Email: null }) await UserStore.TellContactAsync(transaction, userId, now);
        if (user.Disabled)
        {
            await SessionStore.RevokeAsync(transaction, userId, sessionId: null, "user_disabled", now);
            await UserMqttStore.TakeAwayAsync(transaction, userId, now);
        }

        await transaction.CommitAsync(ct);
        return new UserOutcome.Done(user);
    }

    public async Task<UserOutcome> ResetPasswordAsync(long userId, Caller caller, CancellationToken ct)
    {
        if (userId == caller.UserId) return new UserOutcome.OwnAccount();
        if (await store.FindAsync(caller.TenantScope, userId, ct) is null) return new UserOutcome.NotFound("user");
        var password = TemporaryPassword.New();
        var hash = await passwords.HashAsync(password, ct);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var user = await UserStore.SetPasswordAsync(transaction, caller.TenantScope, UserRules.ManageableBy(caller), userId, hash, isTemporary: true, now);
        if (user is null) return await WhyNotAsync(userId, caller, ct);
        await SessionStore.RevokeAsync(transaction, userId, sessionId: null, "password_reset", now);
        await transaction.CommitAsync(ct);
        return new UserOutcome.Made(user, password);
    }

    private async Task<UserOutcome> CreateInAsync(int? tenantId, CreateUser request, CancellationToken ct)
    {
        var username = Usernames.Normalise(request.Username)!;
        var password = TemporaryPassword.New();
        var hash = await passwords.HashAsync(password, ct);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        long? userId;
        try
        {
            userId = await UserStore.AddAsync(transaction,
                new NewUser(tenantId, username, request.Role!, request.Name, request.Email, request.Phone, hash, PasswordIsTemporary: true), now);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return new UserOutcome.NotFound("workshop");
        }

        if (userId is not { } id) return new UserOutcome.NameTaken(username);
        await transaction.CommitAsync(ct);
        return new UserOutcome.Made(
            new UserAnswer(id, username, request.Role!, tenantId, request.Name, request.Email, request.Phone, Disabled: false, PasswordIsTemporary: true, now, LastSignInAt: null), password);
    }

    /// <summary>The write found nothing to change: the account is not there for the caller, or of a role above.</summary>
    private async Task<UserOutcome> WhyNotAsync(long userId, Caller caller, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, userId, ct) is null ? new UserOutcome.NotFound("user") : new UserOutcome.RoleNotAllowed();
}
