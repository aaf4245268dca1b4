namespace Platform.Contracts.DeviceRegistry;

/// <summary>A device is on the platform for the first time; Licensing issues its license.</summary>
public sealed record DeviceRegistered(DeviceFacts Device, DateTimeOffset OccurredAt);

/// <summary>Facts of a device changed: assignment, credentials, lifecycle, cut off or let in again.</summary>
/// <param name="Device">All facts, as they are now.</param>
/// <param name="Change">
/// <c>assigned</c>, <c>credentials_rotated</c>, <c>lifecycle</c>, <c>cut_off</c>, <c>let_in</c>, <c>claimed</c>, <c>transferred</c> or <c>released</c>.
/// </param>
/// <param name="OccurredAt">When.</param>
public sealed record DeviceChanged(DeviceFacts Device, string Change, DateTimeOffset OccurredAt);

/// <summary>What other services keep of a device.</summary>
/// <param name="DeviceNumber">Short key for tables with many rows.</param>
/// <param name="DeviceId">Public id, MQTT user name and client id; <c>^[A-Za-z0-9_-]{1,50}$</c>.</param>
/// <param name="SerialNumber">Printed on the unit.</param>
/// <param name="DeviceType">Such as <c>workshop_gateway</c>.</param>
/// <param name="TenantId">Owner; null while the device is in the factory's ledger.</param>
/// <param name="TenantCode">The owner's code, a topic segment.</param>
/// <param name="PitId">Where it is mounted.</param>
/// <param name="PitCode">The pit's code, a topic segment such as <c>pit1</c>.</param>
/// <param name="LicenseKey">Its license.</param>
/// <param name="SecretSha256">SHA-256 of its random secret, lower-case hex.</param>
/// <param name="CutOff">It ignored DISABLE and may not connect until its license is active again.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="Lifecycle">Its state in the ledger, such as <c>available</c> or <c>active</c>; null from a version that did not say it.</param>
public sealed record DeviceFacts(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceType, int? TenantId, string? TenantCode, int? PitId, string? PitCode,
    string LicenseKey, string SecretSha256, bool CutOff, long Version, string? Lifecycle = null);
