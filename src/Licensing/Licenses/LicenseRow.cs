using Platform.Contracts.Licensing;

namespace Platform.Licensing.Licenses;

/// <summary>A license as it is stored.</summary>
internal sealed record LicenseRow(
    long LicenseNumber, string LicenseKey, string DeviceId, int? TenantId, string Status, string Reason, DateTimeOffset IssuedAt, DateTimeOffset ChangedAt,
    DateTimeOffset? ExpiresAt, string? Lease, long LeaseSeq, DateTimeOffset? LeaseValidUntil, long Version)
{
    public const string Columns = """
        license_number, license_key, device_id, tenant_id, status, reason, issued_at, changed_at, expires_at, lease, lease_seq, lease_valid_until, version
        """;

    /// <summary>The order of messages about a license is kept.</summary>
    public string Stream => $"license:{DeviceId}";

    /// <summary>What other services keep of it.</summary>
    public LicenseFacts Facts => new(LicenseKey, DeviceId, TenantId, LicenseWords.Parse(Status), Reason, ChangedAt, Version);
}
