namespace Platform.DeviceRegistry.Devices;

/// <summary>Words of a device that say how it stands.</summary>
internal static class DeviceWords
{
    public const string Offline = "offline", Online = "online", Disabled = "disabled", LeaseExpired = "lease_expired";

    /// <summary>True when the word says what the device does; other words answer a command.</summary>
    public static bool SayState(string status) => status is Online or Disabled or LeaseExpired or Offline;
}
