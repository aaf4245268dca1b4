using System.Globalization;

namespace Platform.Identity.Tenants;

/// <summary>Kinds of tenants and their codes.</summary>
internal static class TenantRules
{
    public const string Workshop = "workshop";

    public const int MaxPits = 200;

    public const string DefaultTimeZone = "Asia/Kolkata";

    public static IReadOnlyList<string> Kinds { get; } = [Workshop, "household", "company", "landlord"];

    /// <summary>Public handle and topic segment: <c>workshop_001</c>, <c>household_012</c>, <c>workshop_1000</c>.</summary>
    public static string CodeOf(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{number:000}");

    /// <summary>Pits of a new tenant that does not say how many: a workshop has at least one.</summary>
    public static int DefaultPits(string kind) => kind == Workshop ? 1 : 0;

    /// <summary>A name of the IANA time zone database.</summary>
    public static bool IsTimeZone(string name) => name.Length <= 64 && !name.Contains('.', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
