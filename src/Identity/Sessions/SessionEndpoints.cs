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
        services.AddSingleton<PasswordChange>();
        services.AddSingleton<SessionCleanup>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionCleanup>());
    }

    public static void MapSessions(this WebApplication app)
    {
        var open = app.MapGroup("/api/auth").AllowAnonymous().WithTags("Sessions");
        open.MapPost("/login", LoginAsync).WithSummary("Name and password for tokens. Five failures lock the name at this address for 15 minutes.");
        open.MapPost("/refresh", RefreshAsync).WithSummary("A refresh token for the next pair. A token that comes a second time ends the session.");

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
        return await signIn.SignInAsync(request.Username!, request.Password!, OriginOf(http), ct) switch
        {
            SignInOutcome.SignedIn done => TypedResults.Ok(done.Tokens),
            SignInOutcome.Locked locked => TooManyFailures(http, locked.Lock, time),
            _ => Problems.Of(StatusCodes.Status401Unauthorized, "invalid_credentials", "The username or the password is wrong."),
        };
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> RefreshAsync(RefreshRequest request, RefreshTokens tokens, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await tokens.RotateAsync(request.RefreshToken!, ct) is { } next
            ? TypedResults.Ok(next)
            : Problems.Of(StatusCodes.Status401Unauthorized, "invalid_refresh_token", "The refresh token is not valid or its session is over; sign in again.");
    }

    private static async Task<Results<Ok<MeAnswer>, ProblemHttpResult>> MeAsync(Caller caller, SessionStore sessions, CancellationToken ct) =>
        await sessions.FindUserAsync(caller.UserId, ct) is { } user
            ? TypedResults.Ok(new MeAnswer(user.UserId, user.Username, user.Role, user.TenantId))
            : Problems.NotFound("user");

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> ChangePasswordAsync(
        PasswordRequest request, Caller caller, HttpContext http, PasswordChange change, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await change.ChangeAsync(caller.UserId, request.CurrentPassword!, request.NewPassword!, OriginOf(http), ct) switch
        {
            PasswordOutcome.Changed done => TypedResults.Ok(done.Tokens),
            PasswordOutcome.Locked locked => TooManyFailures(http, locked.Lock, time),
            PasswordOutcome.WrongPassword => Problems.Invalid(("current_password", "is not your password")),
            PasswordOutcome.SamePassword => Problems.Invalid(("new_password", "must differ from the present one")),
            _ => Problems.Of(StatusCodes.Status401Unauthorized, "session_over", "This session is over; sign in again."),
        };
    }

    private static async Task<Ok<MessageAnswer>> LogoutAsync(Caller caller, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        await RevokeAsync(database, caller.UserId, caller.SessionId, "signed_out", time.GetUtcNow(), ct);
        return TypedResults.Ok(new MessageAnswer("Signed out."));
    }

    private static async Task<Ok<MessageAnswer>> LogoutEverywhereAsync(Caller caller, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        await RevokeAsync(database, caller.UserId, sessionId: null, "signed_out_everywhere", time.GetUtcNow(), ct);
        return TypedResults.Ok(new MessageAnswer("Signed out everywhere."));
    }

    private static async Task<Ok<SessionList>> ListAsync(Caller caller, SessionStore sessions, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(new SessionList(await sessions.ListAsync(caller.UserId, caller.SessionId!.Value, time.GetUtcNow(), ct), NextCursor: null));

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid id, Caller caller, NpgsqlDataSource database, TimeProvider time, CancellationToken ct) =>
        await RevokeAsync(database, caller.UserId, id, "ended_by_user", time.GetUtcNow(), ct) == 0 ? Problems.NotFound("session") : TypedResults.NoContent();

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

    private static ProblemHttpResult TooManyFailures(HttpContext http, ActiveLock locked, TimeProvider time) =>
        Problems.TooMany(http, "too_many_failures", "Too many failed attempts; wait as long as Retry-After says.", locked.Until - time.GetUtcNow(),
            ("limit", locked.Limit), ("used", locked.Used), ("resets_at", locked.Until));

    private static SessionOrigin OriginOf(HttpContext http)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(c => c is >= ' ' and <= '~').Take(200)]);
        return new SessionOrigin(ClientAddress.Of(http), agent);
    }
}
