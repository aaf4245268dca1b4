using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Groups;

/// <summary>Whose a group or scene is: a person within a tenant.</summary>
internal sealed record Keeper(int TenantId, long UserId)
{
    /// <summary>The vendor's people are of no tenant and keep none: that matches nothing.</summary>
    public static Keeper Of(Caller caller) => new(caller.TenantId ?? -1, caller.UserId);
}

/// <summary>What groups and scenes may hold.</summary>
internal static class GroupRules
{
    /// <summary>The most devices of a group and actions of a scene: what one request gives one after the other.</summary>
    public const int Most = 50;

    private const int MaxName = 100;

    public static IEnumerable<(string Field, string Message)> CheckName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl)) yield return ("name", $"must have 1 to {MaxName} characters, none of them control characters");
    }

    /// <summary>Devices that the caller may see, each once.</summary>
    public static async Task<IReadOnlyList<(string Field, string Message)>> CheckDevicesAsync(DeviceGrants grants, Caller caller, IReadOnlyList<string>? deviceIds, CancellationToken ct)
    {
        if (deviceIds is null) return [("device_ids", "is required")];
        if (deviceIds.Count > Most || deviceIds.Distinct(StringComparer.Ordinal).Count() != deviceIds.Count) return [("device_ids", $"must be at most {Most}, each once")];
        var errors = new List<(string Field, string Message)>();
        foreach (var deviceId in deviceIds)
        {
            if (await grants.FindAsync(caller, deviceId, ct) is null) errors.Add(("device_ids", $"there is no device {deviceId}"));
        }

        return errors;
    }
}
