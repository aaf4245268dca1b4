using Platform.Contracts.Identity;
using Platform.Identity.SigningKeys;
using Platform.Identity.Users;

namespace Platform.Identity.Sessions;

/// <summary>Name and password.</summary>
/// <param name="Username">In any case of letters.</param>
/// <param name="Password">As it was set.</param>
/// <param name="UseCookie">True for browsers: the refresh token comes as a cookie that no script can read, and not in the answer.</param>
internal sealed record LoginRequest(string? Username, string? Password, bool UseCookie = false)
{
    public FieldCheck Check() => new FieldCheck()
        .When(string.IsNullOrEmpty(Username), "username", "must not be empty").When(Username?.Length > Usernames.MaxLength, "username", $"must have at most {Usernames.MaxLength} characters")
        .When(string.IsNullOrEmpty(Password), "password", "must not be empty").When(Password?.Length > 1000, "password", "must have at most 1000 characters");
}

/// <summary>The refresh token of the last answer; absent when the cookie holds it.</summary>
internal sealed record RefreshRequest(string? RefreshToken = null)
{
    public FieldCheck Check() => new FieldCheck().When(string.IsNullOrEmpty(RefreshToken), "refresh_token", "must not be empty")
        .When(RefreshToken?.Length > 200, "refresh_token", "must have at most 200 characters");
}

/// <summary>The present password and the one to come.</summary>
internal sealed record PasswordRequest(string? CurrentPassword, string? NewPassword)
{
    public FieldCheck Check()
    {
        var check = new FieldCheck().When(string.IsNullOrEmpty(CurrentPassword), "current_password", "must not be empty")
            .When(CurrentPassword?.Length > 1000, "current_password", "must have at most 1000 characters");
        return PasswordRule.Check(NewPassword) is { } problem ? check.Add("new_password", problem) : check;
    }
}

/// <summary>Tokens of a session.</summary>
/// <param name="AccessToken">JWT, sent as <c>Authorization: Bearer</c>.</param>
/// <param name="Role">The user's role.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Life of the access token in seconds.</param>
/// <param name="RefreshToken">Good once, for the next pair of tokens; null when it is in the cookie.</param>
internal sealed record TokenAnswer(string AccessToken, string Role, string TokenType, int ExpiresIn, string? RefreshToken)
{
    public static TokenAnswer Of(IssuedTokens tokens) =>
        new(tokens.AccessToken, tokens.Role, "Bearer", (int)TokenIssuer.PersonLife.TotalSeconds, tokens.InCookie ? null : tokens.RefreshToken);
}

/// <summary>The next pair of tokens of a session.</summary>
/// <param name="AccessToken">JWT.</param>
/// <param name="Role">The user's role.</param>
/// <param name="RefreshToken">The secret itself, for the answer or the cookie.</param>
/// <param name="InCookie">Where it goes.</param>
/// <param name="SessionEnd">When the session ends.</param>
internal sealed record IssuedTokens(string AccessToken, string Role, string RefreshToken, bool InCookie, DateTimeOffset SessionEnd);

/// <summary>Who is signed in, and for which workshop.</summary>
/// <param name="Id">The user's number.</param>
/// <param name="Username">The name to sign in with.</param>
/// <param name="Role">The user's role.</param>
/// <param name="WorkshopId">The tenant; this and what follows of it is null for admins.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">The person's address.</param>
/// <param name="Phone">The person's telephone number; E.164 when the person entered it.</param>
/// <param name="WorkshopName">What people call the workshop.</param>
/// <param name="WorkshopCode">Its handle.</param>
/// <param name="WorkshopStatus">Whether it is served.</param>
/// <param name="TimeZone">Its IANA time zone.</param>
/// <param name="PasswordChangeRequired">True while the password is a temporary one.</param>
/// <param name="ExternalId">How the outside identity provider calls the person; null for who never came from one.</param>
/// <param name="TenantKind">What <c>workshop_id</c> is: <c>workshop</c>, <c>household</c>, <c>company</c> or <c>landlord</c>.</param>
/// <param name="Language">In which mails are written, such as <c>en</c>; null when it is not known.</param>
internal sealed record MeAnswer(
    long Id, string Username, string Role, int? WorkshopId, string? Name, string? Email, string? Phone,
    string? WorkshopName, string? WorkshopCode, TenantStatus? WorkshopStatus, string? TimeZone, bool PasswordChangeRequired,
    string? ExternalId, string? TenantKind, string? Language);

/// <summary>What was done.</summary>
internal sealed record MessageAnswer(string Message);

/// <summary>Open sessions of the caller.</summary>
internal sealed record SessionList(IReadOnlyList<SessionAnswer> Items, string? NextCursor);
