using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Bootstrap;

/// <summary>The first admin (section <c>Bootstrap</c>).</summary>
internal sealed class BootstrapOptions
{
    public const string Message = "Bootstrap__AdminPassword must have 8 to 72 characters with an upper-case letter and a digit.";

    /// <summary>Password of the user <c>admin</c>, who is made at start when there is no admin yet; empty makes none.</summary>
    public string AdminPassword { get; set; } = "";

    public static bool IsValid(BootstrapOptions options) => options.AdminPassword.Length == 0 || PasswordRule.Check(options.AdminPassword) is null;
}

/// <summary>Makes the user <c>admin</c> when there is no admin. Replicas that start together make one: the name is unique.</summary>
internal sealed partial class AdminAtStart(
    NpgsqlDataSource database, PasswordHasher passwords, IOptions<BootstrapOptions> options, TimeProvider time, ILogger<AdminAtStart> logger) : IHostedService
{
    public const string Username = "admin";

    /// <summary>True when the admin was made now.</summary>
    public async Task<bool> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await connection.ExecuteScalarAsync<bool>("select exists (select 1 from users where role = @Admin)", new { Roles.Admin })) return false;
        if (options.Value.AdminPassword.Length == 0)
        {
            LogNobody();
            return false;
        }

        var hash = await passwords.HashAsync(options.Value.AdminPassword, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var userId = await UserStore.AddAsync(transaction, new NewUser(null, Username, Roles.Admin, "Administrator", null, null, hash, PasswordIsTemporary: false), now);
        await transaction.CommitAsync(ct);
        if (userId is { } id) LogMade(id);
        return userId is not null;
    }

    public Task StartAsync(CancellationToken cancellationToken) => RunOnceAsync(time.GetUtcNow(), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(3201, LogLevel.Information, "The first admin was made: user {UserId}")]
    private partial void LogMade(long userId);

    [LoggerMessage(3202, LogLevel.Warning, "There is no admin; set Bootstrap__AdminPassword to make one at the next start")]
    private partial void LogNobody();
}
