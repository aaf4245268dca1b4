using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Security;

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
/// <param name="LicenseKey">Its license; empty for those with whom it is shared.</param>
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
/// <param name="DeviceName">What its owner calls it; null until it has a name.</param>
/// <param name="ClaimedAt">When somebody made it their own; null for what a workshop registered itself.</param>
internal sealed record DeviceDetails(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceType, int? WorkshopId, string? WorkshopName, int? PitId, string? PitCode, string? PitName,
    string Lifecycle, string LicenseKey, string? LicenseStatus, string LicenseReason, string Status, bool Online, DateTimeOffset? LastSeenAt, string? Firmware, bool CutOff,
    DateTimeOffset RegisteredAt,
    string? WorkshopCode, int? PitNumber, DateTimeOffset? LicenseChangedAt, DateTimeOffset OnlineChangedAt, DateTimeOffset? LastReadingAt,
    string? ReportedStatus, string? ReportedReason, DateTimeOffset? ReportedAt, long? Boot, DateTimeOffset? StartedAt, long PendingCommands,
    string? DeviceName, DateTimeOffset? ClaimedAt)
{
    /// <summary>Where it publishes its readings.</summary>
    public required string Topic { get; init; }

    /// <summary>Where it gets its commands.</summary>
    public required string CommandTopic { get; init; }

    /// <summary>What the caller is to it: <c>owner</c>, <c>controller</c>, <c>viewer</c>, <c>installer</c> or <c>vendor</c>.</summary>
    public string AccessLevel { get; init; } = "";

    /// <summary>What the caller may do with it, of <c>read</c>, <c>write</c>, <c>share</c>, <c>delete</c>.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>As the one with that grant may see it: the license's key is no business of those with whom the device is shared.</summary>
    public DeviceDetails For(Caller caller, DeviceGrant grant) => this with
    {
        AccessLevel = grant.Level,
        Permissions = GrantRules.WordsOf(grant.Permissions),
        LicenseKey = caller.IsAdmin || caller.TenantId == WorkshopId ? LicenseKey : "",
    };
}
