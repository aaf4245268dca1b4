namespace Platform.Contracts.DeviceRegistry;

/// <summary>A device was heard of after silence, or for the first time.</summary>
public sealed record DeviceOnline(string DeviceId, int? TenantId, int? PitId, DateTimeOffset OccurredAt);

/// <summary>A device said or let it be seen that it is gone: last will, or silence for the presence timeout.</summary>
public sealed record DeviceOffline(string DeviceId, int? TenantId, int? PitId, string Reason, DateTimeOffset LastSeenAt, DateTimeOffset OccurredAt);
