namespace Platform.Contracts.Jobs;

/// <summary>
/// The pits in which a customer's car is being worked on. Identity makes them what the customer's account may see. Higher version wins.
/// </summary>
/// <param name="UserId">The customer's account.</param>
/// <param name="TenantId">The customer's workshop.</param>
/// <param name="PitIds">Numbers of the pits; empty means none.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CustomerPitsChanged(long UserId, int TenantId, IReadOnlyList<int> PitIds, long Version, DateTimeOffset OccurredAt);
