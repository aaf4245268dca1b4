using System.Globalization;
using System.Text;

namespace Platform.Jobs.Customers;

/// <summary>
/// Telephone numbers in one writing, E.164 (ITU-T), so that a customer is found again however the number was written and a message reaches
/// it. It knows how long numbers are where workshops are; elsewhere it only holds to the standard's lengths. Pure.
/// </summary>
internal static class PhoneNumber
{
    public const string Message = "must be a telephone number such as +91 98765 43210, or without +91 within the workshop's country";

    private const int MostDigits = 15, FewestDigits = 8, MostCharacters = 40;

    /// <summary>Lengths of the number behind the country code, and whether a 0 stands before it within the country.</summary>
    private static readonly Dictionary<string, (int Min, int Max, bool HasTrunkZero)> Countries = new(StringComparer.Ordinal)
    {
        ["1"] = (10, 10, false),
        ["44"] = (9, 10, true),
        ["49"] = (6, 11, true),
        ["60"] = (8, 10, true),
        ["61"] = (9, 9, true),
        ["62"] = (8, 12, true),
        ["65"] = (8, 8, false),
        ["66"] = (8, 9, true),
        ["91"] = (10, 10, true),
        ["94"] = (9, 9, true),
        ["880"] = (8, 10, true),
        ["971"] = (8, 9, true),
        ["977"] = (8, 10, true),
    };

    /// <summary>The number as it is kept, or null when it is none.</summary>
    /// <param name="text">As somebody wrote it: digits of any script, with spaces, dots, dashes, slashes and brackets between.</param>
    /// <param name="countryCode">Digits of the country in which a number without a country code is, such as <c>91</c>.</param>
    public static string? Normalise(string? text, string countryCode)
    {
        if (text is null || text.Length > MostCharacters || Digits(text) is not var (digits, isInternational)) return null;
        if (isInternational) return International(digits);

        // With the country code, but without the plus before it.
        if (digits.StartsWith(countryCode, StringComparison.Ordinal) && Fits(countryCode, digits[countryCode.Length..]) && !Fits(countryCode, digits)) return International(digits);
        var national = HasTrunkZero(countryCode) && digits.StartsWith('0') ? digits[1..] : digits;
        return Fits(countryCode, national) ? $"+{countryCode}{national}" : null;
    }

    /// <summary>True for the digits of a country code.</summary>
    public static bool IsCountryCode(string? code) => code is { Length: >= 1 and <= 3 } && code.All(char.IsAsciiDigit) && code[0] != '0';

    /// <summary>A country whose lengths are known decides by them; any other number must have the standard's.</summary>
    private static string? International(string digits)
    {
        if (digits.Length is < FewestDigits or > MostDigits || digits[0] == '0') return null;
        for (var length = 1; length <= 3; length++)
        {
            if (Countries.ContainsKey(digits[..length])) return Fits(digits[..length], digits[length..]) ? $"+{digits}" : null;
        }

        return $"+{digits}";
    }

    private static bool Fits(string countryCode, string national)
    {
        if (national.Length == 0 || national[0] == '0') return false;
        return Countries.TryGetValue(countryCode, out var country)
            ? national.Length >= country.Min && national.Length <= country.Max
            : national.Length + countryCode.Length is >= FewestDigits and <= MostDigits;
    }

    private static bool HasTrunkZero(string countryCode) => !Countries.TryGetValue(countryCode, out var country) || country.HasTrunkZero;

    /// <summary>The digits, and whether a + or 00 says that the country code is among them. Null when something else is in it.</summary>
    private static (string Digits, bool IsInternational)? Digits(string text)
    {
        var trimmed = text.Trim();
        var hasPlus = trimmed.StartsWith('+') || trimmed.StartsWith('\uff0b');

        // +44 (0)20 …: the 0 is dialled within the country only.
        var written = hasPlus ? trimmed[1..].Replace("(0)", "", StringComparison.Ordinal) : trimmed;
        var digits = new StringBuilder(written.Length);
        foreach (var character in written)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(character);
            if (digit >= 0) digits.Append((char)('0' + digit));
            else if (character is not (' ' or '\u00a0' or '-' or '\u2010' or '\u2011' or '\u2013' or '.' or '/' or '(' or ')')) return null;
        }

        if (digits.Length == 0) return null;
        var all = digits.ToString();
        return !hasPlus && all.StartsWith("00", StringComparison.Ordinal) ? (all[2..], true) : (all, hasPlus);
    }
}
