using Platform.DeviceRegistry.Factory;
using Platform.DeviceRegistry.Licenses;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Claims;

/// <summary>What a unit is to somebody who wants to claim it.</summary>
internal enum ClaimState
{
    /// <summary>It is nobody's: who holds it may have it.</summary>
    Claimable,

    /// <summary>It is the caller's already.</summary>
    Yours,

    /// <summary>It is somebody else's.</summary>
    Claimed,

    /// <summary>The vendor switched it off.</summary>
    Suspended,

    /// <summary>It is on its way back to the vendor, or gone for good.</summary>
    NotForSale,
}

/// <summary>Who may claim what, and what proves that a unit is in somebody's hands. Pure.</summary>
internal static class ClaimRules
{
    /// <summary>How long a press of the unit's button counts.</summary>
    public static readonly TimeSpan PressCounts = TimeSpan.FromMinutes(2);

    /// <summary>Within this time at most <see cref="MaxGuesses"/> claim codes may be wrong, per unit and per person.</summary>
    public static readonly TimeSpan GuessWindow = TimeSpan.FromHours(1);

    /// <summary>Wrong claim codes within <see cref="GuessWindow"/>.</summary>
    public const int MaxGuesses = 5;

    /// <summary>What the unit is to the caller.</summary>
    public static ClaimState StateOf(Caller caller, int? tenantId, string lifecycle, string? licenseStatus)
    {
        if (tenantId is not null) return OwnsAsTenant(caller) && caller.TenantId == tenantId ? ClaimState.Yours : ClaimState.Claimed;
        if (!LedgerRules.IsClaimable(lifecycle)) return ClaimState.NotForSale;
        return licenseStatus is null or LicenseRules.Active ? ClaimState.Claimable : ClaimState.Suspended;
    }

    /// <summary>Whether what the caller claims becomes the tenant's: those who run a household or workshop, and nobody else.</summary>
    public static bool OwnsAsTenant(Caller caller) => caller is { Role: Roles.Owner, TenantId: not null };

    /// <summary>Whether the button was pressed a moment ago; a press that is to come proves nothing.</summary>
    public static bool IsPressed(DateTimeOffset? pressedAt, DateTimeOffset now) => pressedAt is { } at && at <= now && now - at <= PressCounts;

    /// <summary>The word of the API.</summary>
    public static string Word(this ClaimState state) => state switch
    {
        ClaimState.Claimable => "claimable",
        ClaimState.Yours => "yours",
        ClaimState.Claimed => "claimed",
        ClaimState.Suspended => "suspended",
        ClaimState.NotForSale => "not_for_sale",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
    };
}

/// <summary>What people call their device. Pure.</summary>
internal static class DeviceName
{
    private const int MaxLength = 100;

    /// <summary>Whether this can be a device's name.</summary>
    public static bool IsValid(string? name) => !string.IsNullOrWhiteSpace(name) && name.Trim().Length <= MaxLength && !name.Any(char.IsControl);

    /// <summary>What is said of one that cannot.</summary>
    public const string Message = "must have 1 to 100 characters, none of them control characters";
}
