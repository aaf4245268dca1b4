using System.Collections.Concurrent;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Messaging;

namespace Platform.DeviceDirectory;

/// <summary>
/// Device → tenant, pit, credentials and license state, in memory, for decisions per message: no look-up allocates or
/// waits. Replicated from DeviceRegistry, Licensing and Identity (see <see cref="ReplicatedView{TKey,TFacts}"/>).
/// </summary>
public sealed class Directory
{
    private readonly ConcurrentDictionary<string, DeviceEntry> devices = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeviceEntry>.AlternateLookup<ReadOnlySpan<char>> devicesBySpan;
    private readonly ConcurrentDictionary<string, string> deviceOfLicense = new(StringComparer.Ordinal);
    private readonly ReplicatedView<string, DeviceFacts> deviceFacts;
    private readonly ReplicatedView<string, LicenseFacts> licenses;
    private readonly ReplicatedView<string, TenantFacts> tenants;
    private readonly Lock joining = new();

    /// <summary>Follows the three views.</summary>
    public Directory(ReplicatedView<string, DeviceFacts> devices, ReplicatedView<string, LicenseFacts> licenses, ReplicatedView<string, TenantFacts> tenants)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(licenses);
        ArgumentNullException.ThrowIfNull(tenants);
        (deviceFacts, this.licenses, this.tenants) = (devices, licenses, tenants);
        devicesBySpan = this.devices.GetAlternateLookup<ReadOnlySpan<char>>();
        devices.Changed += (_, device) => Join(device.DeviceId);
        licenses.Changed += (_, license) => Join(license.DeviceId);
        foreach (var device in devices.All) Join(device.DeviceId);
    }

    /// <summary>
    /// True once the snapshots of devices, licenses and tenants were read. Before that an unknown device may only be one
    /// that is not read yet: nothing may be refused for good.
    /// </summary>
    public bool IsFilled => deviceFacts.IsFilled && licenses.IsFilled && tenants.IsFilled;

    /// <summary>How many devices are known.</summary>
    public int Count => devices.Count;

    /// <summary>Called after a device or its license changed.</summary>
    public event Action<DeviceEntry>? Changed;

    /// <summary>The device of that id, or null.</summary>
    public DeviceEntry? Find(ReadOnlySpan<char> deviceId) => devicesBySpan.TryGetValue(deviceId, out var entry) ? entry : null;

    /// <summary>The device to which a license belongs, or null when there is no such license.</summary>
    public string? DeviceOfLicense(string licenseKey) => deviceOfLicense.GetValueOrDefault(licenseKey);

    /// <summary>The tenant of that code, or null.</summary>
    public TenantFacts? FindTenant(string code) => tenants.Find(code);

    /// <summary>
    /// Puts together what the views hold now. One at a time and always from the views, so that the last one to run sees
    /// both sides, in whatever order device and license came. Changes are rare; looking up does not wait for this.
    /// </summary>
    private void Join(string deviceId)
    {
        DeviceEntry entry;
        lock (joining)
        {
            if (deviceFacts.Find(deviceId) is not { } device) return;
            entry = new DeviceEntry(device, licenses.Find(device.LicenseKey) is { } license && license.DeviceId == deviceId ? license : null);
            deviceOfLicense[device.LicenseKey] = deviceId;
            devices[deviceId] = entry;
        }

        Changed?.Invoke(entry);
    }
}

/// <summary>A device with its license.</summary>
/// <param name="Device">The registry's facts.</param>
/// <param name="License">Licensing's facts; null in the moment between registration and issue, in which the device may work.</param>
public sealed record DeviceEntry(DeviceFacts Device, LicenseFacts? License)
{
    /// <summary>True when the device may work.</summary>
    public bool IsLicensed => License is null or { Status: LicenseStatus.Active };
}
