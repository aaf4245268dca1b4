using System.Text.RegularExpressions;

namespace Platform.Identity.Users;

/// <summary>Names to sign in with: unique over the platform, lower case.</summary>
internal static partial class Usernames
{
    public const string Message = "must have 3 to 100 characters: letters, digits and . _ - + @";

    /// <summary>Message for names that the platform gives out itself.</summary>
    public const string ReservedMessage = "is reserved for the owner of a tenant";

    /// <summary>The name as it is kept, or null when no account can have it.</summary>
    public static string? Normalise(string? username)
    {
        var lower = username?.Trim().ToLowerInvariant();
        return lower is not null && Form().IsMatch(lower) ? lower : null;
    }

    /// <summary>The name of a new tenant's owner.</summary>
    public static string OfOwner(string tenantCode) => $"{tenantCode}_owner";

    /// <summary>True for the names of owners-to-be, so that nobody takes them before.</summary>
    public static bool IsReserved(string username) => OwnersName().IsMatch(username);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._@+-]{2,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?:workshop|household|company|landlord)_[0-9]+_owner\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex OwnersName();
}
