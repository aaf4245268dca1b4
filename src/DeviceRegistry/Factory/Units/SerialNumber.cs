using System.Security.Cryptography;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Factory;

/// <summary>
/// Serial numbers of units that the factory makes: three characters that say the type, a dash, eight random characters and a
/// check character, such as <c>RY4-7KQ2M9XAP</c>. The check is a weighted sum modulo 31, the size of the alphabet. 31 is prime and
/// the weights are powers of a primitive root: every wrong character and every swap of neighbours changes the sum. Pure, and
/// the same as the web app's; <c>tests/vectors/serials.json</c> holds both to it.
/// </summary>
internal static class SerialNumber
{
    /// <summary>Letters and digits that are not mistaken for each other.</summary>
    public const string Alphabet = LicenseKey.Alphabet;

    private const int PrefixLength = 3, RandomLength = 8, Length = PrefixLength + RandomLength + 1;
    private const int Modulus = 31, Root = 3;

    /// <summary>A new random serial number of that prefix.</summary>
    public static string Create(string prefix)
    {
        var body = prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return $"{prefix}-{body[PrefixLength..]}{CheckOf(body)}";
    }

    /// <summary>
    /// What somebody typed, as it is printed: upper case, without spaces and dashes of any kind, with the dash put back. Null when
    /// it does not have the form of a serial number at all.
    /// </summary>
    public static string? Normalise(string? typed)
    {
        if (CharactersOf(typed, Length) is not { } characters) return null;
        return $"{characters[..PrefixLength]}-{characters[PrefixLength..]}";
    }

    /// <summary>Whether a normalised serial number's check character is the right one; if not, it was mistyped.</summary>
    public static bool IsValid(string serial)
    {
        ArgumentNullException.ThrowIfNull(serial);
        var characters = serial.Replace("-", "", StringComparison.Ordinal);
        return characters.Length == Length && characters.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && characters[^1] == CheckOf(characters[..^1]);
    }

    /// <summary>What was typed in upper case without spaces and dashes; null when that is not so many characters of the alphabet.</summary>
    internal static string? CharactersOf(string? typed, int count)
    {
        if (typed is null || typed.Length > 4 * count) return null;
        var characters = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && !IsDash(c)).Select(char.ToUpperInvariant));
        return characters.Length == count && characters.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? characters : null;
    }

    private static char CheckOf(string body)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            weight = weight * Root % Modulus;
            sum += weight * Alphabet.IndexOf(character, StringComparison.Ordinal);
        }

        return Alphabet[(Modulus - sum % Modulus) % Modulus];
    }

    private static bool IsDash(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.DashPunctuation || c == '\u2212';
}
