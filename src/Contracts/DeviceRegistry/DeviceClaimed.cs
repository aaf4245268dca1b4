namespace Platform.Contracts.DeviceRegistry;

/// <summary>A person made a device of the factory's ledger, or one that was transferred, their tenant's own.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="SerialNumber">Printed on the unit.</param>
/// <param name="DeviceType">Such as <c>4Relay</c>.</param>
/// <param name="DeviceName">What the owner calls it.</param>
/// <param name="TenantId">The new owner's tenant.</param>
/// <param name="UserId">Who claimed it.</param>
/// <param name="Proof"><c>claim_code</c>, <c>button</c> or <c>transfer</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record DeviceClaimed(
    string DeviceId, string SerialNumber, string DeviceType, string DeviceName, int TenantId, long UserId, string Proof, DateTimeOffset OccurredAt);

/// <summary>A device went back into the vendor's ledger and is nobody's.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="TenantId">The former owner's tenant.</param>
/// <param name="Reason">Such as <c>released_by_owner</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record DeviceReleased(string DeviceId, int TenantId, string Reason, DateTimeOffset OccurredAt);
