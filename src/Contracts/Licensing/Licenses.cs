namespace Platform.Contracts.Licensing;

/// <summary>What other services keep of a license. Higher version wins.</summary>
/// <param name="LicenseKey">Such as <c>LIC-7KQ2-M9XA-4RTP</c>.</param>
/// <param name="DeviceId">The device whose right to work it is.</param>
/// <param name="TenantId">Who holds it.</param>
/// <param name="Status">Whether the device may work.</param>
/// <param name="Reason">Why it is not active; empty when it is.</param>
/// <param name="ChangedAt">When the status last changed.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record LicenseFacts(string LicenseKey, string DeviceId, int? TenantId, LicenseStatus Status, string Reason, DateTimeOffset ChangedAt, long Version);

/// <summary>The states of a license.</summary>
public enum LicenseStatus
{
    /// <summary>The device may work.</summary>
    Active,

    /// <summary>Switched off by a person or by billing.</summary>
    Suspended,

    /// <summary>Its time is over.</summary>
    Expired,
}

/// <summary>A device got its license, or went to another tenant with it.</summary>
public sealed record LicenseIssued(LicenseFacts License, DateTimeOffset OccurredAt);

/// <summary>The switch fell: readings are refused from now on and the device is told to stop.</summary>
/// <param name="License">The license as it is now.</param>
/// <param name="SwitchId">The record of who, when and why.</param>
/// <param name="OccurredAt">When.</param>
public sealed record LicenseSuspended(LicenseFacts License, Guid SwitchId, DateTimeOffset OccurredAt);

/// <summary>The switch was lifted: the device may work again.</summary>
/// <param name="License">The license as it is now.</param>
/// <param name="SwitchId">The record of who, when and why.</param>
/// <param name="Reason">Such as <c>payment_received</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record LicenseActivated(LicenseFacts License, Guid SwitchId, string Reason, DateTimeOffset OccurredAt);

/// <summary>The license's time is over; the device is told to stop.</summary>
public sealed record LicenseExpired(LicenseFacts License, Guid SwitchId, DateTimeOffset OccurredAt);

/// <summary>A device's lease was made anew; the registry sends it as the command LEASE.</summary>
/// <param name="LeaseId">Id of this renewal.</param>
/// <param name="DeviceId">Whose lease.</param>
/// <param name="Lease">JWS compact serialisation, ES256.</param>
/// <param name="ValidUntil">End of the lease.</param>
/// <param name="OccurredAt">When it was made.</param>
public sealed record LeaseIssued(Guid LeaseId, string DeviceId, string Lease, DateTimeOffset ValidUntil, DateTimeOffset OccurredAt);
