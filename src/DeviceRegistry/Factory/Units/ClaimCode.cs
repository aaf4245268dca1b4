using System.Security.Cryptography;
using System.Text;

namespace Platform.DeviceRegistry.Factory;

/// <summary>
/// The code under a label's scratch field: who knows it holds the unit. Eight characters of the serial numbers' alphabet, printed
/// as <c>XXXX-XXXX</c>; what is kept is a salted hash.
/// </summary>
internal static class ClaimCode
{
    private const int Length = 8, SaltBytes = 16;

    /// <summary>A new random code as it is printed.</summary>
    public static string Create() => $"{RandomNumberGenerator.GetString(SerialNumber.Alphabet, Length / 2)}-{RandomNumberGenerator.GetString(SerialNumber.Alphabet, Length / 2)}";

    /// <summary>What somebody typed, as it is printed; null when it does not have the form of a code.</summary>
    public static string? Normalise(string? typed) =>
        SerialNumber.CharactersOf(typed, Length) is { } characters ? $"{characters[..(Length / 2)]}-{characters[(Length / 2)..]}" : null;

    /// <summary>A new salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>SHA-256 of the salt and <c>{serial}:{code}</c>.</summary>
    public static byte[] HashOf(byte[] salt, string serialNumber, string code) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes($"{serialNumber}:{code}")]);

    /// <summary>Whether what was typed is the code of this hash; takes the same time wherever it differs.</summary>
    public static bool Matches(string? typed, string serialNumber, byte[] salt, byte[] hash) =>
        Normalise(typed) is { } code && CryptographicOperations.FixedTimeEquals(HashOf(salt, serialNumber, code), hash);
}
