using System.Text.RegularExpressions;

namespace Platform.ServiceDefaults.Contact;

/// <summary>International telephone numbers in the writing of ITU-T E.164, which providers of SMS take. Pure.</summary>
public static partial class E164
{
    /// <summary>What a number must be, for the person who entered another.</summary>
    public const string Message = "must be an international telephone number that begins with + and the country, such as +919876543210";

    private const int MostCharacters = 40;

    /// <summary>The number without the separators that people write, 8 to 15 digits behind the +; null when it is none.</summary>
    public static string? Of(string text) =>
        text is not null && text.Length <= MostCharacters && Separators().Replace(text, "") is var plain && Number().IsMatch(plain) ? plain : null;

    /// <summary>Among them the 0 that is dialled within the country only: +44 (0)20 ….</summary>
    [GeneratedRegex(@"\(0\)|[ \u00a0().-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\+[1-9][0-9]{7,14}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Number();
}
