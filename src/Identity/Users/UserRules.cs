using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>Who may make and change whose account.</summary>
internal static class UserRules
{
    private static readonly string[] OfTenant = [Roles.Owner, Roles.Staff, Roles.Customer];

    /// <summary>The roles that a person can have.</summary>
    public static IReadOnlyList<string> All { get; } = [Roles.Admin, .. OfTenant];

    /// <summary>The roles whose pits are listed one by one.</summary>
    public static IReadOnlyList<string> LimitedToPits { get; } = [Roles.Staff, Roles.Customer];

    /// <summary>The roles whose accounts the caller may make and change: an owner those below, an admin all.</summary>
    public static IReadOnlyList<string> ManageableBy(Caller caller) => caller.Role switch
    {
        Roles.Admin => All,
        Roles.Owner => LimitedToPits,
        _ => [],
    };

    /// <summary>The tenant of an account to be made, or why not.</summary>
    public static NewAccount Placed(Caller caller, string role, int? askedTenant)
    {
        if (!ManageableBy(caller).Contains(role, StringComparer.Ordinal)) return new NewAccount.RoleNotAllowed();
        if (!caller.IsAdmin)
            return askedTenant is { } asked && asked != caller.TenantId ? new NewAccount.TenantNotFound() : new NewAccount.In(caller.TenantId);
        if (role == Roles.Admin) return askedTenant is null ? new NewAccount.In(null) : new NewAccount.TenantNotFitting();
        return askedTenant is null ? new NewAccount.TenantMissing() : new NewAccount.In(askedTenant);
    }
}

/// <summary>Where an account that is to be made belongs.</summary>
internal abstract record NewAccount
{
    /// <summary>Into this tenant; null for the vendor's own.</summary>
    public sealed record In(int? TenantId) : NewAccount;

    /// <summary>The caller may not give this role.</summary>
    public sealed record RoleNotAllowed : NewAccount;

    /// <summary>The tenant is not the caller's.</summary>
    public sealed record TenantNotFound : NewAccount;

    /// <summary>Only the caller can say which tenant, and did not.</summary>
    public sealed record TenantMissing : NewAccount;

    /// <summary>An admin belongs to no tenant.</summary>
    public sealed record TenantNotFitting : NewAccount;
}
