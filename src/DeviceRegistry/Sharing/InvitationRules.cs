using System.Buffers.Text;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>What may be given to whom, and for how long. Pure.</summary>
internal static class InvitationRules
{
    /// <summary>Words for what an invitation offers.</summary>
    public const string Share = "share", Transfer = "transfer";

    /// <summary>An invitation that nobody accepts is over after this time.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Invitations to one device within <see cref="Life"/>: nobody's mailbox is filled in the platform's name.</summary>
    public const int MaxPerDevice = 20;

    private const int MaxEmail = 254;

    public static IEnumerable<(string Field, string Message)> CheckEmail(string? email)
    {
        if (email is null || email.Length > MaxEmail || email.Any(char.IsControl) || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            yield return ("email", "must be an e-mail address");
    }

    public static IEnumerable<(string Field, string Message)> CheckLevel(string? level)
    {
        if (level is null || !GrantRules.Given.Contains(level, StringComparer.Ordinal)) yield return ("access_level", $"must be one of {string.Join(", ", GrantRules.Given)}");
    }

    public static IEnumerable<(string Field, string Message)> CheckUntil(DateTimeOffset? until, DateTimeOffset now)
    {
        if (until <= now) yield return ("until", "must be in the future");
    }
}

/// <summary>The token in an invitation's link: 256 random bits. Who has it may accept, once; only its hash is kept.</summary>
internal sealed record InvitationToken(string Value, byte[] Sha256)
{
    private const int Bytes = 32, Length = 43;

    /// <summary>A new one.</summary>
    public static InvitationToken Create() => Of(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)))!;

    /// <summary>The one that a link brings; null when it cannot be one.</summary>
    public static InvitationToken? Of(string value) => value.Length == Length ? new(value, SHA256.HashData(Encoding.UTF8.GetBytes(value))) : null;
}
