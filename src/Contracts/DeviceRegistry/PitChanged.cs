namespace Platform.Contracts.DeviceRegistry;

/// <summary>A pit was made, renamed or removed. Higher <see cref="PitFacts.Version"/> wins.</summary>
public sealed record PitChanged(PitFacts Pit, DateTimeOffset OccurredAt);

/// <summary>What other services keep of a pit.</summary>
/// <param name="PitId">The pit's number on the platform.</param>
/// <param name="TenantId">Whose it is.</param>
/// <param name="PitNumber">Its number in the tenant.</param>
/// <param name="Code">Topic segment, such as <c>pit1</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="IsRemoved">True once it is gone; its number is not given to another one.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record PitFacts(int PitId, int TenantId, int PitNumber, string Code, string Name, bool IsRemoved, long Version);
