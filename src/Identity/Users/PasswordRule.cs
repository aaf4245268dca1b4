using System.Text;

namespace Platform.Identity.Users;

/// <summary>What a password must have.</summary>
internal static class PasswordRule
{
    public const int MinCharacters = 8;

    /// <summary>bcrypt looks at the first 72 bytes only; a longer password is refused instead of silently cut.</summary>
    public const int MaxBytes = 72;

    /// <summary>What is wrong with <paramref name="password"/>; null when nothing is.</summary>
    public static string? Check(string? password)
    {
        if (string.IsNullOrEmpty(password)) return "must not be empty";
        if (password.Length < MinCharacters) return $"must have at least {MinCharacters} characters";
        if (Encoding.UTF8.GetByteCount(password) > MaxBytes) return $"must have at most {MaxBytes} bytes";
        if (!password.Any(char.IsUpper)) return "must have an upper-case letter";
        if (!password.Any(char.IsDigit)) return "must have a digit";
        return password.Contains('\0', StringComparison.Ordinal) ? "must not hold the character NUL" : null;
    }
}
