using System.Text.RegularExpressions;

namespace Platform.Identity.Users;

/// <summary>International telephone numbers in the writing of ITU-T E.164, which providers of SMS take. Pure.</summary>
internal static partial class E164
{
    public const string Message = "must be an international telephone number that begins with + and the country, such as +919876543210";

    private const int MostCharacters = 40;

    /// <summary>The number without the separators that people write; null when it is none.</summary>
    public static string? Of(string text) =>
        text.Length <= MostCharacters && Separators().Replace(text, "") is var plain && Number().IsMatch(plain) ? plain : null;

    /// <summary>Among them the 0 that is dialled within the country only: +44 (0)20 ….</summary>
    [GeneratedRegex(@"\(0\)|[ \u00a0().-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\+[1-9][0-9]{7,14}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Number();
}
