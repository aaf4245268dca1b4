using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.Access;

/// <summary>The pits in memory, replicated from the registry: which there are, whose, and what they are called.</summary>
public sealed class PitCopies(ReplicatedView<int, PitFacts> view)
{
    /// <summary>The pit if it is that tenant's and still there.</summary>
    public PitFacts? Find(int tenantId, int pitId) => view.Find(pitId) is { IsRemoved: false } pit && pit.TenantId == tenantId ? pit : null;

    /// <summary>What people call the pit, or called it while it was there; null for none, and for one that never was.</summary>
    public string? NameOf(int? pitId) => pitId is { } id ? view.Find(id)?.Name : null;
}
