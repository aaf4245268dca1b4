using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Devices;

/// <summary>What may be asked of the list of devices. Pure.</summary>
internal static class DeviceListRules
{
    private const int MaxSearch = 50;
    private static readonly string[] LicenseStates = ["active", "suspended", "expired"];

    public static IEnumerable<(string Field, string Message)> Check(string? license, string? lifecycle, string? search, string? sort)
    {
        if (license is not null && !LicenseStates.Contains(license, StringComparer.Ordinal)) yield return ("license", $"must be one of {string.Join(", ", LicenseStates)}");
        if (lifecycle is not null && !LedgerRules.States.Contains(lifecycle, StringComparer.Ordinal)) yield return ("lifecycle", $"must be one of {string.Join(", ", LedgerRules.States)}");
        if (search is not null && (search.Length > MaxSearch || search.Any(char.IsControl)))
            yield return ("search", $"must have at most {MaxSearch} characters, none of them control characters");
        if (DeviceOrder.Find(sort) is null) yield return ("sort", $"must be one of {string.Join(", ", DeviceOrder.All.Select(o => o.Word))}");
    }
}
