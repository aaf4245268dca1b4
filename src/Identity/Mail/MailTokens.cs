using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity.Mail;

/// <summary>Tokens in the links of mails: 256 random bits, kept as their hash, good once.</summary>
internal static class MailTokens
{
    private const int MaxLength = 200;

    public static FieldCheck MailToken(this FieldCheck check, string? token) =>
        check.When(string.IsNullOrEmpty(token), "token", "must not be empty").When(token?.Length > MaxLength, "token", $"must have at most {MaxLength} characters");

    /// <summary>The same for a token that never was, was used, or is past its time.</summary>
    public static ProblemHttpResult LinkIsOver() =>
        Problems.Of(StatusCodes.Status410Gone, "link_over", "This link was used already or its time is over; ask for a new one.");
}
