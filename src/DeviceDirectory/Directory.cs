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
    private readonly ReplicatedView<string, TenantFacts> tenants;
    private readonly ReplicatedView<string, LicenseFacts> licenses;

    /// <summary>Follows the three views.</summary>
    public Directory(ReplicatedView<string, DeviceFacts> devices, ReplicatedView<string, LicenseFacts> licenses, ReplicatedView<string, TenantFacts> tenants)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(licenses);
        devicesBySpan = this.devices.GetAlternateLookup<ReadOnlySpan<char>>();
        this.tenants = tenants;
        this.licenses = licenses;
        devices.Changed += (_, device) => Join(device);
        licenses.Changed += (_, license) => Join(license);
        foreach (var device in devices.All) Join(device);
        foreach (var license in licenses.All) Join(license);
    }

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

    private void Join(DeviceFacts device)
    {
        deviceOfLicense[device.LicenseKey] = device.DeviceId;
        var entry = devices.AddOrUpdate(
            device.DeviceId,
            static (_, d) => new DeviceEntry(d.Facts, d.License),
            static (_, known, d) => known.Device.Version >= d.Facts.Version ? known : known with { Device = d.Facts },
            (Facts: device, License: licenses.Find(device.LicenseKey)));
        // A license that came between the look-up and the insert found no device to join; look again.
        if (licenses.Find(device.LicenseKey) is { } license && license != entry.License) Join(license);
        else Changed?.Invoke(entry);
    }

    private void Join(LicenseFacts license)
    {
        if (!devices.TryGetValue(license.DeviceId, out var known)) return;
        var entry = devices.AddOrUpdate(
            license.DeviceId,
            static (_, l) => l.Known,
            static (_, known, l) => known.License is { } old && old.Version >= l.Facts.Version ? known : known with { License = l.Facts },
            (Known: known, Facts: license));
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
