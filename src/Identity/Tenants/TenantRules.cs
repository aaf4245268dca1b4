using System.Globalization;
using Platform.Contracts.Identity;

namespace Platform.Identity.Tenants;

/// <summary>Kinds of tenants and their codes.</summary>
internal static class TenantRules
{
    public const string Workshop = "workshop";

    public const int MaxPits = 200;

    public const string DefaultTimeZone = "Asia/Kolkata";

    public static IReadOnlyList<string> Kinds { get; } = [Workshop, "household", "company", "landlord"];

    /// <summary>The words of <see cref="TenantStatus"/>.</summary>
    public static IReadOnlyList<string> StatusWords { get; } = [WordOf(TenantStatus.Active), WordOf(TenantStatus.Suspended)];

    public static string WordOf(TenantStatus status) => status == TenantStatus.Active ? "active" : "suspended";

    /// <summary>The status of that word; null when it is none.</summary>
    public static TenantStatus? StatusOf(string? word) => word switch
    {
        "active" => TenantStatus.Active,
        "suspended" => TenantStatus.Suspended,
        _ => null,
    };

    /// <summary>Public handle and topic segment: <c>workshop_001</c>, <c>household_012</c>, <c>workshop_1000</c>.</summary>
    public static string CodeOf(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{number:000}");

    /// <summary>Pits of a new tenant that does not say how many: a workshop has at least one.</summary>
    public static int DefaultPits(string kind) => kind == Workshop ? 1 : 0;

    /// <summary>A name of the IANA time zone database.</summary>
    public static bool IsTimeZone(string name) => name.Length <= 64 && !name.Contains('.', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
