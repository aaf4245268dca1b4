namespace Platform.Identity;

/// <summary>What people type into a search field: a part of a name.</summary>
internal static class SearchText
{
    public const int MaxLength = 100;

    /// <summary>Refuses text that is too long or holds control characters.</summary>
    public static FieldCheck Search(this FieldCheck check, string? search) =>
        check.When(search is not null && (search.Length > MaxLength || search.Any(char.IsControl)), "search", $"must have at most {MaxLength} characters, none of them control characters");

    /// <summary>The pattern for <c>ilike</c> that finds the text anywhere, its own wildcards taken literally; null when there is nothing to look for.</summary>
    public static string? PatternOf(string? search) => string.IsNullOrWhiteSpace(search)
        ? null
        : $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
