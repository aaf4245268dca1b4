using System.Buffers;

namespace Platform.DeviceProtocol;

/// <summary>
/// Ids that become part of a topic: 1 to 50 of <c>A-Z a-z 0-9 _ -</c>. Nothing else, because <c>.</c> and <c>/</c> are the
/// same to the broker and a literal <c>*</c> or <c>#</c> would be a wildcard.
/// </summary>
public static class Identifier
{
    /// <summary>The most characters an id may have.</summary>
    public const int MaxLength = 50;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>True for an id that may stand in a topic.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) => id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Allowed);
}
