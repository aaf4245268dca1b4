using System.Security.Cryptography;

namespace Platform.Identity.Users;

/// <summary>Passwords that are handed out once and must be changed at first sign-in.</summary>
internal static class TemporaryPassword
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Four groups of four characters without look-alikes (92 bits), good for <see cref="PasswordRule"/>.</summary>
    public static string New()
    {
        while (true)
        {
            var characters = RandomNumberGenerator.GetString(Letters, 16);
            var password = string.Join('-', characters.Chunk(4).Select(group => new string(group)));
            if (PasswordRule.Check(password) is null) return password;
        }
    }
}
