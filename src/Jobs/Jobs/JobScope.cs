using Platform.Access;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Jobs;

/// <summary>
/// The jobs that a caller may see, as a condition of SQL: admins all, owners the tenant's, staff those in permitted pits, customers their
/// own. Its members are the parameters.
/// </summary>
/// <param name="TenantId">The tenant; null for all.</param>
/// <param name="Pits">Only in these pits; null for all.</param>
/// <param name="CustomerUserId">Only this customer's; null for all.</param>
internal sealed record JobScope(int? TenantId, int[]? Pits, long? CustomerUserId)
{
    public static JobScope Of(Caller caller, PitAccess access) => caller.Role switch
    {
        Roles.Admin => new(null, null, null),
        Roles.Owner => new(caller.TenantScope, null, null),
        Roles.Staff => new(caller.TenantScope, access.VisiblePits(caller) ?? [], null),
        Roles.Customer => new(caller.TenantScope, null, caller.UserId),
        _ => new(-1, [], -1),
    };

    /// <summary>Conditions on <c>jobs j</c>. Those that do not apply are not in the statement, so that the right index is used.</summary>
    public string Where => string.Join(" and ", Conditions());

    private IEnumerable<string> Conditions()
    {
        yield return "true";
        if (TenantId is not null) yield return "j.tenant_id = @TenantId";
        if (Pits is not null) yield return "j.pit_id = any(@Pits)";
        if (CustomerUserId is not null) yield return "j.customer_user_id = @CustomerUserId";
    }
}
