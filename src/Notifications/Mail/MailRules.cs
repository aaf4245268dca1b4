using System.Net.Mail;

namespace Platform.Notifications.Mail;

/// <summary>What became of handing a mail to the mail server.</summary>
internal abstract record SendOutcome
{
    public sealed record Sent : SendOutcome;

    /// <summary>It may go through later.</summary>
    public sealed record Later(string Problem) : SendOutcome;

    /// <summary>It never will: the server refused the recipient or the message for good.</summary>
    public sealed record Refused(string Problem) : SendOutcome;
}

/// <summary>When a mail is tried again, and what is never tried. Pure.</summary>
internal static class MailRules
{
    /// <summary>Tries over about a day, after which somebody has to look.</summary>
    public const int MaxAttempts = 12;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5), Longest = TimeSpan.FromHours(3);

    /// <summary>How long to wait after the try of that number (1, 2, …): 5 s, 20 s, 80 s, … up to three hours.</summary>
    public static TimeSpan PauseAfter(int attempts)
    {
        var seconds = First.TotalSeconds * Math.Pow(4, Math.Min(attempts - 1, 10));
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }

    /// <summary>Why a mail can never be sent; null when it can.</summary>
    public static string? ProblemOf(string to, string template)
    {
        if (!MailTemplates.Exists(template)) return "unknown_template";
        return to.Length <= 254 && MailAddress.TryCreate(to, out var address) && address.Address == to && !to.Any(char.IsControl) ? null : "bad_address";
    }

    /// <summary>RFC 5321: 4yz may go through later, 5yz never will.</summary>
    public static SendOutcome OutcomeOf(SmtpException exception) => (int)exception.StatusCode switch
    {
        >= 500 and < 600 => new SendOutcome.Refused(Shorten(exception.Message)),
        _ => new SendOutcome.Later(Shorten(exception.InnerException?.Message ?? exception.Message)),
    };

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200];
}
