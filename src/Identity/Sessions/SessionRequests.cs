using Platform.Identity.SigningKeys;
using Platform.Identity.Users;

namespace Platform.Identity.Sessions;

/// <summary>Name and password.</summary>
internal sealed record LoginRequest(string? Username, string? Password)
{
    public FieldCheck Check() => new FieldCheck()
        .When(string.IsNullOrEmpty(Username), "username", "must not be empty").When(Username?.Length > 200, "username", "must have at most 200 characters")
        .When(string.IsNullOrEmpty(Password), "password", "must not be empty").When(Password?.Length > 1000, "password", "must have at most 1000 characters");
}

/// <summary>The refresh token of the last answer.</summary>
internal sealed record RefreshRequest(string? RefreshToken)
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
/// <param name="RefreshToken">Good once, for the next pair of tokens.</param>
internal sealed record TokenAnswer(string AccessToken, string Role, string TokenType, int ExpiresIn, string RefreshToken)
{
    public static TokenAnswer Of(string accessToken, string role, string refreshToken) =>
        new(accessToken, role, "Bearer", (int)TokenIssuer.PersonLife.TotalSeconds, refreshToken);
}

/// <summary>Who is signed in.</summary>
internal sealed record MeAnswer(long Id, string Username, string Role, int? WorkshopId);

/// <summary>What was done.</summary>
internal sealed record MessageAnswer(string Message);

/// <summary>Open sessions of the caller.</summary>
internal sealed record SessionList(IReadOnlyList<SessionAnswer> Items, string? NextCursor);
