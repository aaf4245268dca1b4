using System.Text.RegularExpressions;

namespace Platform.Identity.SignUp;

/// <summary>
/// Names that go into a mail to a mailbox of which nobody knows yet whose it is. Mail programs make links of whatever looks
/// like one, so a name must not carry a stranger's advertisement there.
/// </summary>
internal static partial class PersonName
{
    public const string Message = "must be a name without addresses: no / : @, and a space behind a dot";

    public static bool MayBeLink(string name) => name.AsSpan().ContainsAny('/', ':', '@') || Domain().IsMatch(name);

    [GeneratedRegex(@"[\p{L}\p{N}]\.[\p{L}\p{N}]{2}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Domain();
}
