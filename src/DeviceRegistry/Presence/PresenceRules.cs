using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Presence;

/// <summary>When a device counts as online. Presence is the platform's own timer; the device's last will only makes it faster.</summary>
internal static class PresenceRules
{
    /// <summary>Silence after which a device is offline.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// True when a message of <paramref name="at"/> brings an offline device back: it is newer than the change to offline
    /// (what was under way before that does not count) and not itself older than the timeout.
    /// </summary>
    public static bool ComesOnline(bool online, DateTimeOffset changedAt, DateTimeOffset at, DateTimeOffset now) =>
        !online && at >= changedAt && at > now - Timeout;

    /// <summary>True when a last will of <paramref name="at"/> takes the device offline: nothing was heard of it since.</summary>
    public static bool WillCounts(bool online, DateTimeOffset? lastSeenAt, DateTimeOffset at) => online && (lastSeenAt is null || at >= lastSeenAt);

    /// <summary>True when the device was silent for too long.</summary>
    public static bool IsSilent(DateTimeOffset lastSeenAt, DateTimeOffset now) => lastSeenAt <= now - Timeout;

    /// <summary>What people see: a device that is connected but does not work is neither online nor offline.</summary>
    public static string Shown(bool online, string? reportedStatus) =>
        !online ? DeviceWords.Offline : reportedStatus is DeviceWords.Disabled or DeviceWords.LeaseExpired ? DeviceWords.Disabled : DeviceWords.Online;
}
