using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Identity.Sessions;

/// <summary>How a session's tokens reach whoever signed in, by whichever way.</summary>
internal static class Handover
{
    /// <summary>From where the session is begun.</summary>
    public static SessionOrigin OriginOf(HttpContext http, bool inCookie = false)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(c => c is >= ' ' and <= '~').Take(200)]);
        return new SessionOrigin(ClientAddress.Of(http), agent, inCookie);
    }

    /// <summary>The answer with the tokens, and the cookie when the refresh token goes there.</summary>
    public static Ok<TokenAnswer> To(HttpContext http, IssuedTokens tokens, TimeProvider time)
    {
        if (tokens.InCookie) RefreshCookie.Set(http, tokens, time.GetUtcNow());
        return TypedResults.Ok(TokenAnswer.Of(tokens));
    }
}
