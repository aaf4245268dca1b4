using Platform.Contracts.Identity;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Access;

/// <summary>
/// Which user may see which pit: admins all, owners and API keys their own tenant's, staff and customers the listed pits
/// of their own tenant. In memory, replicated from Identity, so that it can be asked for every row and message.
/// </summary>
public sealed class PitAccess
{
    private readonly ReplicatedView<long, PitAccessFacts> view;

    /// <summary>Follows the view.</summary>
    public PitAccess(ReplicatedView<long, PitAccessFacts> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        this.view = view;
        view.Changed += (_, facts) => Changed?.Invoke(facts);
    }

    /// <summary>Called after a user's pits changed, so that open sockets can be closed or narrowed.</summary>
    public event Action<PitAccessFacts>? Changed;

    /// <summary>Whether the caller may see that pit of that tenant. What has no tenant is for admins only.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="tenantId">The pit's tenant, as the row or the topic says; never what the caller says.</param>
    /// <param name="pitId">The pit; null for what belongs to the tenant but to no pit, which limited users do not see.</param>
    public bool MaySee(Caller caller, int? tenantId, int? pitId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.IsAdmin) return true;
        if (tenantId is null || caller.TenantId != tenantId) return false;
        return caller.Role switch
        {
            Roles.Owner or Roles.ApiKey => true,
            Roles.Staff or Roles.Customer => pitId is { } pit && IsPermitted(caller, pit),
            _ => false,
        };
    }

    /// <summary>
    /// The pits to which SQL must be limited beside the tenant: null means all of the tenant's (owners, API keys, admins),
    /// an empty array none.
    /// </summary>
    public int[]? VisiblePits(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Role switch
        {
            Roles.Admin or Roles.Owner or Roles.ApiKey => null,
            Roles.Staff or Roles.Customer when Find(caller) is { } facts => [.. facts.PitIds],
            _ => [],
        };
    }

    private bool IsPermitted(Caller caller, int pitId) => Find(caller) is { } facts && facts.PitIds.Contains(pitId);

    /// <summary>The caller's list, if it is of the tenant that the token names.</summary>
    private PitAccessFacts? Find(Caller caller) => view.Find(caller.UserId) is { } facts && facts.TenantId == caller.TenantId ? facts : null;
}
