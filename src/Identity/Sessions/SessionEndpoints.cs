using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Sessions;

internal static class SessionEndpoints
{
    /// <summary>Access tokens live 15 minutes; sessions that ended longer ago need not be remembered by anybody.</summary>
    private static readonly TimeSpan RevocationMatters = TimeSpan.FromMinutes(16);

    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionStore>();
        services.AddSingleton<LockOutStore>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<PasswordChange>();
        services.AddSingleton<SessionCleanup>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionCleanup>());
    }

    public static void MapSessions(this WebApplication app)
    {
        var open = app.MapGroup("/api/auth").AllowAnonymous().WithTags("Sessions");
        open.MapPost("/login", LoginAsync).WithSummary("Name and password for tokens. Five failures lock the name at this address for 15 minutes. With use_cookie the refresh token comes as a cookie.");
        open.MapPost("/refresh", RefreshAsync).WithSummary("A refresh token for the next pair. A token that comes a second time ends the session. Without one in the body the cookie counts, with X-Requested-With: platform-web.");

        var own = app.MapGroup("/api/auth").RequireAuthorization(Policies.SignedIn).RequireLiveSession().WithTags("Sessions");
        own.MapGet("/me", MeAsync).WithSummary("Who is signed in.");
        own.MapPost("/password", ChangePasswordAsync).WithSummary("Changes the own password, ends all sessions and begins a new one.");
        own.MapPost("/logout", LogoutAsync).WithSummary("Ends this session.");
        own.MapPost("/logout-everywhere", LogoutEverywhereAsync).WithSummary("Ends all sessions of the account.");
        own.MapGet("/sessions", ListAsync).WithSummary("Open sessions of the account.");
        own.MapDelete("/sessions/{id:guid}", EndAsync).WithSummary("Ends one session of the account.");

        app.MapGet("/internal/revoked-sessions", RevokedAsync).RequireAuthorization(Policies.Service).WithTags("Snapshots")
            .WithSummary("Sessions that ended while their access tokens may still run.");
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> LoginAsync(LoginRequest request, HttpContext http, SignIn signIn, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await signIn.SignInAsync(request.Username!, request.Password!, Handover.OriginOf(http, request.UseCookie), ct) switch
        {
            SignInOutcome.SignedIn done => Handover.To(http, done.Tokens, time),
            SignInOutcome.Locked locked => TooManyFailures(http, locked.Lock, time),
            _ => Problems.Of(StatusCodes.Status401Unauthorized, "invalid_credentials", "The username or the password is wrong."),
        };
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> RefreshAsync(
        RefreshRequest? request, HttpContext http, RefreshTokens tokens, TimeProvider time, CancellationToken ct)
    {
        var cookie = RefreshCookie.Of(http);
        var fromCookie = request?.RefreshToken is null && (cookie is not null || RefreshCookie.HasHeader(http));
        if (fromCookie && !RefreshCookie.HasHeader(http))
            return Problems.Of(StatusCodes.Status400BadRequest, "csrf_header_missing", $"A refresh token in the cookie counts only with the header '{RefreshCookie.Header}: {RefreshCookie.HeaderValue}'.");
        if (!fromCookie && (request ?? new RefreshRequest()).Check() is { HasErrors: true } check) return check.ToProblem();
        var token = fromCookie ? cookie : request!.RefreshToken;
        return token is not null && await tokens.RotateAsync(token, fromCookie, ct) is { } next
            ? Handover.To(http, next, time)
            : Problems.Of(StatusCodes.Status401Unauthorized, "invalid_refresh_token", "The refresh token is not valid or its session is over; sign in again.");
    }

    private static async Task<Results<Ok<MeAnswer>, ProblemHttpResult>> MeAsync(Caller caller, SessionStore sessions, CancellationToken ct) =>
        await sessions.FindMeAsync(caller.UserId, ct) is { } me ? TypedResults.Ok(me) : Problems.NotFound("user");

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> ChangePasswordAsync(
        PasswordRequest request, Caller caller, HttpContext http, PasswordChange change, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await change.ChangeAsync(caller.UserId, caller.SessionId!.Value, request.CurrentPassword!, request.NewPassword!, Handover.OriginOf(http), ct) switch
        {
            PasswordOutcome.Changed done => Handover.To(http, done.Tokens, time),
            PasswordOutcome.Locked locked => TooManyFailures(http, locked.Lock, time),
            PasswordOutcome.WrongPassword => Problems.Invalid(("current_password", "is not your password")),
            PasswordOutcome.SamePassword => Problems.Invalid(("new_password", "must differ from the present one")),
            _ => SessionOver(),
        };
    }

    private static async Task<Ok<MessageAnswer>> LogoutAsync(Caller caller, HttpContext http, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        await RevokeAsync(database, caller.UserId, caller.SessionId, "signed_out", time.GetUtcNow(), ct);
        RefreshCookie.Clear(http);
        return TypedResults.Ok(new MessageAnswer("Signed out."));
    }

    private static async Task<Ok<MessageAnswer>> LogoutEverywhereAsync(Caller caller, HttpContext http, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        await RevokeAsync(database, caller.UserId, sessionId: null, "signed_out_everywhere", time.GetUtcNow(), ct);
        RefreshCookie.Clear(http);
        return TypedResults.Ok(new MessageAnswer("Signed out everywhere."));
    }

    private static async Task<Ok<SessionList>> ListAsync(Caller caller, SessionStore sessions, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(new SessionList(await sessions.ListAsync(caller.UserId, caller.SessionId!.Value, time.GetUtcNow(), ct), NextCursor: null));

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid id, Caller caller, HttpContext http, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        if (await RevokeAsync(database, caller.UserId, id, "ended_by_user", time.GetUtcNow(), ct) == 0) return Problems.NotFound("session");
        if (id == caller.SessionId) RefreshCookie.Clear(http);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Page<RevokedSession>>, ProblemHttpResult>> RevokedAsync(
        SessionStore sessions, TimeProvider time, CancellationToken ct, Guid? after = null, int? limit = null)
    {
        var size = Snapshots.Limit(limit);
        var rows = await sessions.RevokedSinceAsync(time.GetUtcNow() - RevocationMatters, after ?? Guid.Empty, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, s => s.SessionId.ToString()));
    }

    private static async Task<int> RevokeAsync(NpgsqlDataSource database, long userId, Guid? sessionId, string reason, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var ended = await SessionStore.RevokeAsync(transaction, userId, sessionId, reason, now);
        await transaction.CommitAsync(ct);
        return ended;
    }

    internal static ProblemHttpResult SessionOver() => Problems.Of(StatusCodes.Status401Unauthorized, "session_over", "This session is over; sign in again.");

    internal static ProblemHttpResult TooManyFailures(HttpContext http, ActiveLock locked, TimeProvider time) =>
        Problems.TooMany(http, "too_many_failures", "Too many failed attempts; wait as long as Retry-After says.", locked.Until - time.GetUtcNow(),
            ("limit", locked.Limit), ("used", locked.Used), ("resets_at", locked.Until));
}
