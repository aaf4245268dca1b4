namespace Platform.DeviceRegistry.Devices;

/// <summary>All that the registry knows of a device, for its own page: what lists show, and more.</summary>
/// <param name="DeviceNumber">Short key.</param>
/// <param name="DeviceId">Public id, MQTT user name and client id.</param>
/// <param name="SerialNumber">Printed on the unit.</param>
/// <param name="DeviceType">Such as <c>workshop_gateway</c>.</param>
/// <param name="WorkshopId">Its tenant; null while it is in the factory's ledger.</param>
/// <param name="WorkshopName">What its tenant is called.</param>
/// <param name="PitId">Where it is mounted.</param>
/// <param name="PitCode">The pit's topic segment.</param>
/// <param name="PitName">What people call the pit.</param>
/// <param name="Lifecycle"><c>active</c> in a workshop, or its state in the ledger.</param>
/// <param name="LicenseKey">Its license.</param>
/// <param name="LicenseStatus"><c>active</c>, <c>suspended</c> or <c>expired</c>; null in the moment before it is issued.</param>
/// <param name="LicenseReason">Why it is not active; empty when it is.</param>
/// <param name="Status">What people see: <c>online</c>, <c>offline</c> or <c>disabled</c>.</param>
/// <param name="Online">Whether it is heard of.</param>
/// <param name="LastSeenAt">When it was last heard of.</param>
/// <param name="Firmware">The version that it reported last.</param>
/// <param name="CutOff">It ignored DISABLE and may not connect.</param>
/// <param name="RegisteredAt">When it came to the platform.</param>
/// <param name="WorkshopCode">Its tenant's topic segment.</param>
/// <param name="PitNumber">The pit's number in the workshop.</param>
/// <param name="LicenseChangedAt">When the license last changed.</param>
/// <param name="OnlineChangedAt">Since when it is online, or offline.</param>
/// <param name="LastReadingAt">When its newest reading came, by the platform's clock.</param>
/// <param name="ReportedStatus">Its own last word about its state.</param>
/// <param name="ReportedReason">The reason that it gave.</param>
/// <param name="ReportedAt">When it said so.</param>
/// <param name="Boot">How often it had started when it last said so.</param>
/// <param name="StartedAt">When it started, by what its last birth message said.</param>
/// <param name="PendingCommands">Commands without an end state.</param>
internal sealed record DeviceDetails(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceType, int? WorkshopId, string? WorkshopName, int? PitId, string? PitCode, string? PitName,
    string Lifecycle, string LicenseKey, string? LicenseStatus, string LicenseReason, string Status, bool Online, DateTimeOffset? LastSeenAt, string? Firmware, bool CutOff,
    DateTimeOffset RegisteredAt,
    string? WorkshopCode, int? PitNumber, DateTimeOffset? LicenseChangedAt, DateTimeOffset OnlineChangedAt, DateTimeOffset? LastReadingAt,
    string? ReportedStatus, string? ReportedReason, DateTimeOffset? ReportedAt, long? Boot, DateTimeOffset? StartedAt, long PendingCommands)
{
    /// <summary>Where it publishes its readings.</summary>
    public required string Topic { get; init; }

    /// <summary>Where it gets its commands.</summary>
    public required string CommandTopic { get; init; }
}
