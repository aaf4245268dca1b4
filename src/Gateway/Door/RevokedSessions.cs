using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Door;

/// <summary>Sessions that ended before their time, kept for 16 minutes: longer than any of their access tokens lives.</summary>
internal sealed class RevokedSessions(TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(16);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> sessions = new();

    public void Add(Guid sessionId, DateTimeOffset revokedAt)
    {
        if (revokedAt + KeptFor > time.GetUtcNow()) sessions[sessionId] = revokedAt + KeptFor;
    }

    public bool Contains(Guid? sessionId) => sessionId is { } id && sessions.TryGetValue(id, out var until) && time.GetUtcNow() < until;

    /// <summary>Drops those whose tokens are all past their time.</summary>
    public void Prune()
    {
        var now = time.GetUtcNow();
        foreach (var (id, until) in sessions)
        {
            if (until <= now) sessions.TryRemove(id, out _);
        }
    }
}

/// <summary>Refuses tokens of sessions that were ended. Routes for everybody (sign-in) stay open to whoever still sends one.</summary>
internal sealed class RevokedSessionCheck(RequestDelegate next, RevokedSessions revoked)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null && revoked.Contains(Caller.From(http.User)?.SessionId))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await Problems.Of(StatusCodes.Status401Unauthorized, "session_revoked", "This session was ended; sign in again.").ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}
