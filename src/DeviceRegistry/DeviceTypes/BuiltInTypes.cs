namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>Types that the platform itself treats in a way of their own; all others are what their schema says.</summary>
internal static class BuiltInTypes
{
    /// <summary>The device in a workshop's pit: it sends readings, and nothing of it is switched.</summary>
    public const string WorkshopGateway = "workshop_gateway";
}
