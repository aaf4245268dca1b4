using System.Collections.Concurrent;
using Platform.Contracts.Identity;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Door;

/// <summary>May the caller see what happens at that pit of that tenant? A null pit is the tenant as a whole.</summary>
internal delegate bool MaySee(Caller caller, int? tenantId, int? pitId);

/// <summary>The pits of staff and customers, in memory, as Identity tells them; the higher version wins.</summary>
internal sealed class PermittedPits
{
    private readonly ConcurrentDictionary<long, PitAccessFacts> users = new();

    public void Apply(PitAccessFacts facts) =>
        users.AddOrUpdate(facts.UserId, static (_, f) => f, static (_, known, f) => f.Version > known.Version ? f : known, facts);

    public bool MaySee(Caller caller, int? tenantId, int? pitId)
    {
        if (caller.IsAdmin) return true;
        if (tenantId is null || caller.TenantId != tenantId) return false;
        if (!caller.IsLimitedToPits) return true;
        return pitId is { } pit && users.TryGetValue(caller.UserId, out var access) && access.TenantId == tenantId && access.PitIds.Contains(pit);
    }
}
