using Platform.Contracts.DeviceRegistry;

namespace Platform.DeviceRegistry.Devices;

/// <summary>A device with the codes of its tenant and pit, as a write needs it.</summary>
internal sealed record DeviceRow(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceType, int? TenantId, string? TenantCode, int? PitId, string? PitCode,
    string LicenseKey, string SecretSha256, bool CutOff, long Version,
    string? LicenseStatus, string LicenseReason, DateTimeOffset? LicenseChangedAt, Guid? LicenseSwitchId, long LicenseVersion,
    DateTimeOffset? DisableSentAt, string? ReportedStatus, string Lifecycle, string? DeviceName, DateTimeOffset? OwnedSince)
{
    /// <summary>The columns, for <c>devices d left join tenants t left join pits p</c>.</summary>
    public const string Columns = """
        d.device_number, d.device_id, d.serial_number, d.device_type, d.tenant_id, t.code as tenant_code, d.pit_id, p.code as pit_code,
        d.license_key, d.secret_sha256, d.cut_off, d.version,
        d.license_status, d.license_reason, d.license_changed_at, d.license_switch_id, d.license_version, d.disable_sent_at, d.reported_status,
        d.lifecycle, d.device_name, d.owned_since
        """;

    /// <summary>Order of outbox messages and of commands is kept per device.</summary>
    public string Stream => $"device:{DeviceId}";

    /// <summary>What other services keep of it.</summary>
    public DeviceFacts Facts => new(
        DeviceNumber, DeviceId, SerialNumber, DeviceType, TenantId, TenantCode, PitId, PitCode, LicenseKey, SecretSha256, CutOff, Version, Lifecycle);
}
