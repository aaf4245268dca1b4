using Npgsql;
using Platform.Identity.Sessions;
using Platform.Identity.Tenants;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.SignUp;

/// <summary>A person who has shown that the mailbox is theirs.</summary>
/// <param name="Username">The name to sign in with; null for the one that the platform gives to a tenant's owner.</param>
/// <param name="Email">The mailbox.</param>
/// <param name="Name">What to call the person.</param>
/// <param name="PasswordHash">bcrypt.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Language">In which mails are written.</param>
internal sealed record NewHouseholder(string? Username, string Email, string Name, string PasswordHash, string? TimeZone, string? Language);

/// <summary>Makes a household: a tenant of its own with the person as its owner.</summary>
internal static class Households
{
    public const string Kind = "household";

    /// <summary>
    /// Adds tenant and account with their events, and forgets what else waits for that address; null when the name or the
    /// address has an account already: then the transaction must not be committed.
    /// </summary>
    public static async Task<SignInUser?> AddAsync(NpgsqlTransaction transaction, NewHouseholder person, DateTimeOffset now)
    {
        var address = Usernames.OfAddress(person.Email);
        if (address is not null) await SignUpStore.LockAddressAsync(transaction, address);
        var tenant = await TenantStore.AddAsync(
            transaction,
            new CreateTenant(person.Name, person.Name, person.Email, OwnerPhone: null, Address: null, Pits: 0, Plan: null, Kind, person.TimeZone),
            mqttPassword: Secrets.New(), now);
        var username = person.Username ?? Usernames.OfOwner(tenant.Code);
        var owner = new NewUser(tenant.TenantId, username, Roles.Owner, person.Name, person.Email, Phone: null, person.PasswordHash, PasswordIsTemporary: false)
        {
            EmailIsVerified = true,
            Language = person.Language,
        };
        if (await UserStore.AddAsync(transaction, owner, now) is not { } userId) return null;
        if (address is not null) await SignUpStore.ForgetAsync(transaction, address);
        return new SignInUser(userId, tenant.TenantId, username, Roles.Owner, person.PasswordHash, PasswordIsTemporary: false, DisabledAt: null, AddressIsKnown: false);
    }
}
