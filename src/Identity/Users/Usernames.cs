using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Identity.Users;

/// <summary>Names to sign in with: unique over the platform, lower case. The name of people who signed up is their e-mail address.</summary>
internal static partial class Usernames
{
    public const string Message = "must have 3 to 100 characters, letters, digits and . _ - + @, or be an e-mail address";

    /// <summary>Message for e-mail addresses that cannot be a name.</summary>
    public const string AddressMessage = "must be an e-mail address of letters and digits of ASCII with a domain such as example.com";

    /// <summary>As long as an e-mail address may be.</summary>
    public const int MaxLength = 254;

    /// <summary>Message for names that the platform gives out itself.</summary>
    public const string ReservedMessage = "is reserved for the owner of a tenant";

    /// <summary>
    /// The name as it is kept, or null when no account can have it. ASCII only, before it is put into lower case: the Kelvin
    /// sign becomes a k there, and one name would have several writings.
    /// </summary>
    public static string? Normalise(string? username)
    {
        if (username is null || !Ascii.IsValid(username)) return null;
        var lower = username.Trim().ToLowerInvariant();
        return Form().IsMatch(lower) || Address().IsMatch(lower) ? lower : null;
    }

    /// <summary>The name of who signs up with that address; null when it cannot be one.</summary>
    public static string? OfAddress(string? email) => Normalise(email) is { } name && Address().IsMatch(name) ? name : null;

    /// <summary>The name of a new tenant's owner.</summary>
    public static string OfOwner(string tenantCode) => $"{tenantCode}_owner";

    /// <summary>True for the names of owners-to-be, so that nobody takes them before.</summary>
    public static bool IsReserved(string username) => OwnersName().IsMatch(username);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._@+-]{2,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();

    /// <summary>The characters of RFC 5322's atext on the left, a domain of at least two labels on the right.</summary>
    [GeneratedRegex(@"\A(?=.{3,254}\z)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Address();

    [GeneratedRegex(@"\A(?:workshop|household|company|landlord)_[0-9]+_owner\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex OwnersName();
}
