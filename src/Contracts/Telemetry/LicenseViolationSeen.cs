namespace Platform.Contracts.Telemetry;

/// <summary>Readings were refused because of the license; at most one event per device, reason and minute.</summary>
/// <param name="DeviceId">The device whose readings they are, or claim to be.</param>
/// <param name="TenantId">The tenant of the topic, when it is one.</param>
/// <param name="Reason"><c>unknown_license</c>, <c>subscription_expired</c>, <c>payment_overdue</c>, <c>license_expired</c>, <c>wrong_device</c>, <c>wrong_topic</c> or the reason of the switch.</param>
/// <param name="Count">How many readings since the last event of this kind.</param>
/// <param name="OccurredAt">When the newest was refused.</param>
public sealed record LicenseViolationSeen(string DeviceId, int? TenantId, string Reason, int Count, DateTimeOffset OccurredAt);

/// <summary>A device still publishes ten seconds and more after its license was switched off: it is to be cut off.</summary>
public sealed record DeviceDisobeyed(string DeviceId, DateTimeOffset SwitchedOffAt, DateTimeOffset OccurredAt);
