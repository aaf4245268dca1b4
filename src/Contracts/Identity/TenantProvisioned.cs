namespace Platform.Contracts.Identity;

/// <summary>A tenant exists, or its facts changed. Higher <see cref="TenantFacts.Version"/> wins.</summary>
public sealed record TenantProvisioned(TenantFacts Tenant, DateTimeOffset OccurredAt);

/// <summary>What other services keep of a tenant.</summary>
/// <param name="TenantId">The tenant's number (<c>workshop_id</c>).</param>
/// <param name="Code">Public handle and topic segment, such as <c>workshop_001</c>.</param>
/// <param name="Kind"><c>workshop</c>, <c>household</c>, <c>company</c> or <c>landlord</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Pits">How many pits it was created with; the registry makes pits 1 to this number.</param>
/// <param name="MqttUsername">The account that may touch <c>workshop/{code}/#</c>.</param>
/// <param name="MqttSecretSha256">SHA-256 of the account's random password, lower-case hex.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="Status">Whether the vendor serves the tenant.</param>
/// <param name="TimeZone">IANA name; null from a version that did not say it.</param>
public sealed record TenantFacts(
    int TenantId, string Code, string Kind, string Name, int Pits, string MqttUsername, string MqttSecretSha256, long Version,
    TenantStatus Status = TenantStatus.Active, string? TimeZone = null);

/// <summary>The states of a tenant.</summary>
public enum TenantStatus
{
    /// <summary>The tenant is served.</summary>
    Active,

    /// <summary>Suspended by the vendor: its people may sign in and read, its devices' licenses are suspended with it.</summary>
    Suspended,
}
