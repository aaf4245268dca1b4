using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>What somebody may do with one device.</summary>
[Flags]
internal enum DevicePermissions
{
    None = 0,

    /// <summary>See its state and what happened.</summary>
    Read = 1,

    /// <summary>Command, configure, schedule it.</summary>
    Write = 2,

    /// <summary>Let others in, and transfer it.</summary>
    Share = 4,

    /// <summary>Give it back.</summary>
    Delete = 8,
}

/// <summary>Levels of access and what they permit. Pure.</summary>
internal static class GrantRules
{
    public const string Owner = "owner", Controller = "controller", Viewer = "viewer", Installer = "installer", Vendor = "vendor";

    /// <summary>The levels that can be given to somebody.</summary>
    public static IReadOnlyList<string> Given { get; } = [Controller, Viewer, Installer];

    /// <summary>The vendor looks, but does not switch things in other people's homes.</summary>
    public static DevicePermissions PermissionsOf(string level) => level switch
    {
        Owner => DevicePermissions.Read | DevicePermissions.Write | DevicePermissions.Share | DevicePermissions.Delete,
        Controller or Installer => DevicePermissions.Read | DevicePermissions.Write,
        Viewer or Vendor => DevicePermissions.Read,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level."),
    };

    /// <summary>The words of the API, such as <c>read</c>.</summary>
    public static IReadOnlyList<string> WordsOf(DevicePermissions permissions) =>
        [.. Enum.GetValues<DevicePermissions>().Where(p => p != DevicePermissions.None && permissions.HasFlag(p)).Select(p => p.ToString().ToLowerInvariant())];

    /// <summary>The caller's level in a device; null when it is not the caller's business.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="tenantId">The device's tenant; null while nobody owns it.</param>
    /// <param name="shared">The level that was given to the caller and has not ended.</param>
    /// <param name="maySeePit">Whether a limited member of the tenant may see the pit where it is mounted.</param>
    public static string? LevelOf(Caller caller, int? tenantId, string? shared, bool maySeePit)
    {
        if (caller.IsAdmin) return Vendor;
        if (tenantId is null) return null;
        if (caller.TenantId != tenantId) return shared;
        return caller.Role switch
        {
            Roles.Owner => Owner,
            Roles.ApiKey when caller.Scopes.Contains(Policies.DevicesControl, StringComparer.Ordinal) => Controller,
            Roles.ApiKey when caller.Scopes.Contains(Policies.DevicesWrite, StringComparer.Ordinal) => Controller,
            Roles.ApiKey when caller.Scopes.Contains(Policies.DevicesRead, StringComparer.Ordinal) => Viewer,
            Roles.Staff when shared is null && maySeePit => Viewer,
            Roles.Staff or Roles.Customer => shared,
            _ => null,
        };
    }
}
