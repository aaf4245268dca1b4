namespace Platform.Identity.Mail;

/// <summary>The languages in which people are written to.</summary>
internal static class Languages
{
    public static IReadOnlyList<string> All { get; } = ["en", "th", "hi"];
}
