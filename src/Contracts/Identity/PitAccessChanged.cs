namespace Platform.Contracts.Identity;

/// <summary>Which pits a staff member or customer may see has changed. Higher version wins.</summary>
public sealed record PitAccessChanged(PitAccessFacts Access, DateTimeOffset OccurredAt);

/// <summary>The pits that one limited user may see, all of them.</summary>
/// <param name="UserId">Staff member or customer.</param>
/// <param name="TenantId">The user's tenant.</param>
/// <param name="PitIds">Numbers of the pits; empty means none.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record PitAccessFacts(long UserId, int TenantId, IReadOnlyList<int> PitIds, long Version);
