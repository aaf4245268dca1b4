using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Licenses;

/// <summary>What follows from the license that was last heard of. Pure.</summary>
internal static class LicenseRules
{
    public const string Active = "active";

    /// <summary>A DISABLE that is disregarded is repeated at most this often.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The command for a device that, as it starts, is in another state than its license: it works without being allowed
    /// to, or idles although it may work. Null when all is well or nothing is known.
    /// </summary>
    public static string? Corrective(string? licenseStatus, string reportedStatus) => (licenseStatus, reportedStatus) switch
    {
        (null, _) => null,
        (Active, DeviceWords.Disabled) => CommandRules.Enable,
        (not Active, DeviceWords.Online) => CommandRules.Disable,
        _ => null,
    };

    /// <summary>True when the device is to be told DISABLE again after refused readings.</summary>
    public static bool RepeatsDisable(string? licenseStatus, DateTimeOffset? disableSentAt, DateTimeOffset now) =>
        licenseStatus is not (null or Active) && (disableSentAt is null || now - disableSentAt >= RepeatAfter);

    /// <summary>True when a device that went on publishing is to be cut off: not when it was switched on since.</summary>
    public static bool CutsOff(string? licenseStatus, DateTimeOffset? licenseChangedAt, DateTimeOffset disobeyedAt) =>
        licenseStatus is not (null or Active) && (licenseChangedAt is null || disobeyedAt > licenseChangedAt);
}
