using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Sessions;

internal static class LiveSession
{
    /// <summary>
    /// Refuses a person whose session is over or whose account is disabled, although the access token still runs. Other
    /// services learn of it by <c>SessionRevoked</c>; here, where accounts and keys are made, the record itself is asked.
    /// </summary>
    public static RouteGroupBuilder RequireLiveSession(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (Caller.From(http.User) is not { Role: not (Roles.Service or Roles.ApiKey) } caller) return await next(context);
        var sessions = http.RequestServices.GetRequiredService<SessionStore>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (caller.SessionId is { } session && await sessions.IsLiveAsync(session, caller.UserId, now, http.RequestAborted)) return await next(context);
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, "session_over", "This session is over; sign in again.");
    });
}
