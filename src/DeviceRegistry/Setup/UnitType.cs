namespace Platform.DeviceRegistry.Setup;

/// <summary>What the set-up wizard needs to know of a device type.</summary>
internal sealed record UnitType(string Title, bool Wifi)
{
    /// <summary>Of the type with that name.</summary>
    public static UnitType Of(string deviceType) => new(deviceType, Wifi: true);
}
