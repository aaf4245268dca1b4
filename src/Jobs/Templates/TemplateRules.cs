using Platform.Jobs.Jobs;

namespace Platform.Jobs.Templates;

/// <summary>A template before it is in the database.</summary>
internal sealed record TemplateDraft(string Name, int? DurationMinutes, IReadOnlyList<string> Stages, IReadOnlyList<string> Materials);

/// <summary>What a template may hold, and those with which a workshop begins. Pure.</summary>
internal static class TemplateRules
{
    public const int MaxStages = 20, MaxMaterials = 50, MaxName = 100;

    /// <summary>Work that fits none of the others; it has no duration of its own.</summary>
    public const string Custom = "Custom";

    public static IReadOnlyList<TemplateDraft> Defaults { get; } =
    [
        new("Full PPF", 360, ["Surface Prep", "PPF Installation", "Curing", "Final Inspection"], ["PPF film", "Slip solution", "Edge sealer"]),
        new("Partial PPF", 180, ["Surface Prep", "PPF Installation", "Curing", "Final Inspection"], ["PPF film", "Slip solution", "Edge sealer"]),
        new("Ceramic Coating", 240, ["Surface Prep", "Polishing", "Coating", "Curing", "Final Inspection"], ["Polish", "Ceramic coating", "Applicator pads"]),
        new(Custom, null, ["Surface Prep", "Work", "Final Inspection"], []),
    ];

    /// <summary>How names of work are compared: programs write <c>full_ppf</c> for what people call Full PPF.</summary>
    public static string KeyOf(string workType) => workType.Trim().Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();

    public static IEnumerable<(string Field, string Message)> Check(string? name, int? minutes, IReadOnlyList<string>? stages, IReadOnlyList<string>? materials) =>
    [
        .. JobRules.CheckText("name", name, MaxName),
        .. JobRules.CheckMinutes("duration_minutes", minutes),
        .. CheckNames("stages", stages, MaxStages),
        .. CheckNames("materials", materials, MaxMaterials),
    ];

    public static IEnumerable<(string Field, string Message)> CheckNames(string field, IReadOnlyList<string>? names, int max)
    {
        if (names is null) yield break;
        if (names.Count > max) yield return (field, $"must have at most {max} entries");
        foreach (var error in names.SelectMany(n => JobRules.CheckText(field, n, MaxName)).Take(1)) yield return error;
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count) yield return (field, "must not have an entry twice");
    }
}
