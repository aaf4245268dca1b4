using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Platform.Identity.PitAccess;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>
/// Makes customers' accounts. Their password need not be changed at the first sign-in: it comes by SMS to a person who stands in a workshop
/// with a telephone, opens one pit for as long as the car is worked on, and may be changed like any other.
/// </summary>
internal sealed class CustomerAccounts(NpgsqlDataSource database, PasswordHasher hasher, CustomerPassword passwords, TimeProvider time)
{
    private const int Tries = 20, MaxLetters = 12;

    /// <summary>The account of that key, and whether it was made now; null when there is no such tenant.</summary>
    public async Task<(CustomerAnswer? Account, bool IsNew)> EnsureAsync(EnsureCustomer request, CancellationToken ct)
    {
        var tenantId = request.TenantId!.Value;
        var password = passwords.For(request.Key!);
        if (await FindAsync(tenantId, request.Key!, password, ct) is { } known) return (known, false);
        var hash = await hasher.HashAsync(password, ct);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var username = NameFor(request.Name!, attempt);
            try
            {
                if (await AddAsync(tenantId, request, username, hash, ct) is { } userId) return (new CustomerAnswer(userId, username, password), true);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                return (null, false);
            }

            // The name is taken, or somebody asked for the same account at the same time.
            if (await FindAsync(tenantId, request.Key!, password, ct) is { } other) return (other, false);
        }

        throw new InvalidOperationException("No name of the customer's is free.");
    }

    private async Task<long?> AddAsync(int tenantId, EnsureCustomer request, string username, string hash, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var user = new NewUser(tenantId, username, Roles.Customer, request.Name, request.Email, request.Phone, hash, PasswordIsTemporary: false) { Language = request.Language, CallerKey = request.Key };
        if (await UserStore.AddAsync(transaction, user, now) is not { } userId) return null;
        await PitAccessStore.LeaveToJobsAsync(transaction, tenantId, userId);
        await transaction.CommitAsync(ct);
        return userId;
    }

    private async Task<CustomerAnswer?> FindAsync(int tenantId, string key, string password, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<Known>("""
            select user_id, username, last_sign_in_at is null and password_changed_at = created_at as is_unused
            from users where tenant_id = @tenantId and caller_key = @key
            """, new { tenantId, key });
        return found is null ? null : new CustomerAnswer(found.UserId, found.Username, found.IsUnused ? password : null);
    }

    /// <summary>The first name as far as it is ASCII, and a number: short to type, and nothing that somebody could guess from the telephone number.</summary>
    private static string NameFor(string name, int attempt)
    {
        var letters = new string([.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("").Where(char.IsAsciiLetter).Take(MaxLetters)]).ToLowerInvariant();
        var most = attempt < Tries / 2 ? 10_000 : 10_000_000;
        return string.Create(CultureInfo.InvariantCulture, $"{(letters.Length < 2 ? "guest" : letters)}{RandomNumberGenerator.GetInt32(most / 10, most)}");
    }

    private sealed record Known(long UserId, string Username, bool IsUnused);
}
