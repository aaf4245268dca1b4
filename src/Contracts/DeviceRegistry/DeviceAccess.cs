namespace Platform.Contracts.DeviceRegistry;

/// <summary>What somebody may do with a device that was shared with them has changed. Higher version wins.</summary>
public sealed record DeviceAccessChanged(DeviceAccessFacts Access, DateTimeOffset OccurredAt);

/// <summary>One person's share in one device of another tenant.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="TenantId">Whose device it is, the first part of its live events' routing keys.</param>
/// <param name="UserId">With whom it is shared.</param>
/// <param name="Level"><c>controller</c>, <c>viewer</c> or <c>installer</c>; null when the share has ended.</param>
/// <param name="Until">When guest access ends by itself; null for access without an end.</param>
/// <param name="Version">Grows with every change of this share.</param>
public sealed record DeviceAccessFacts(string DeviceId, int TenantId, long UserId, string? Level, DateTimeOffset? Until, long Version);
