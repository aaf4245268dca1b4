using System.Collections.Frozen;
using Platform.DeviceRegistry.Licenses;

namespace Platform.DeviceRegistry.Factory;

/// <summary>States of a unit in the vendor's ledger, and which follow which. Pure.</summary>
internal static class LedgerRules
{
    public const string Available = "available", Registered = "registered", Active = "active", Suspended = "suspended",
        Transferred = "transferred", Returned = "returned", Resold = "resold", Decommissioned = "decommissioned";

    /// <summary>Who changed a state that follows from events.</summary>
    public const string Platform = "platform";

    /// <summary>From a state to those that may follow it.</summary>
    private static readonly FrozenDictionary<string, string[]> Next = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Available] = [Registered, Returned, Decommissioned],
        [Registered] = [Active, Transferred, Returned, Available],
        [Active] = [Suspended, Transferred, Returned, Available],
        [Suspended] = [Active, Transferred, Returned, Available],
        [Transferred] = [Registered],
        [Returned] = [Resold, Decommissioned],
        [Resold] = [Registered],
        [Decommissioned] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the vendor decides; the other steps follow from claims, transfers, releases, presence and the license.</summary>
    private static readonly string[] ByHand = [Returned, Resold, Decommissioned];

    /// <summary>All states.</summary>
    public static IReadOnlyList<string> States { get; } = [Available, Registered, Active, Suspended, Transferred, Returned, Resold, Decommissioned];

    /// <summary>Whether a unit may go from one state to the other.</summary>
    public static bool IsAllowed(string from, string to) => Next.TryGetValue(from, out var next) && next.Contains(to, StringComparer.Ordinal);

    /// <summary>Where the vendor may send a unit from this state.</summary>
    public static IReadOnlyList<string> AllowedByHand(string from) => [.. ByHand.Where(to => IsAllowed(from, to))];

    /// <summary>Whether somebody may claim a unit in this state.</summary>
    public static bool IsClaimable(string state) => state is Available or Resold;

    /// <summary>Whether a unit was claimed and not heard of since, so that its first word makes it active.</summary>
    public static bool WaitsForFirstWord(string state, int? tenantId) => state == Registered && tenantId is not null;

    /// <summary>
    /// The step that follows from what is known of a unit: it was claimed and is heard of, or its license says otherwise than
    /// its state. Null when state and facts agree.
    /// </summary>
    public static (string To, string Reason)? Following(string state, bool online, string? licenseStatus, string licenseReason) => (state, licenseStatus) switch
    {
        (Registered, _) when online => (Active, "first_online"),
        (Active, not (null or LicenseRules.Active)) => (Suspended, licenseReason is "" ? "license_suspended" : licenseReason),
        (Suspended, LicenseRules.Active) => (Active, "license_active"),
        _ => null,
    };
}
