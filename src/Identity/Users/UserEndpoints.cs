using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Identity.EmailChange;
using Platform.Identity.Sessions;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

internal static class UserEndpoints
{
    public static void AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<UserAccounts>();
        services.AddSingleton<CustomerPassword>();
        services.AddSingleton<CustomerAccounts>();
        services.AddEmailChange();
    }

    public static void MapUsers(this WebApplication app)
    {
        var users = app.MapGroup("/api/users").RequireAuthorization(Policies.Owner).RequireLiveSession().WithTags("Users");
        users.MapGet("/", ListAsync).WithSummary("Accounts of the own tenant; for admins of all or of one (workshop_id). Search by a part of username, name or e-mail address.");
        users.MapPost("/", CreateAsync).TakesIdempotencyKey().WithSummary("Makes an account with a temporary password, which is shown this once.");
        users.MapGet("/{id:long}", ReadAsync).WithSummary("One account.");
        users.MapPatch("/{id:long}", ChangeAsync).WithSummary("Changes contact data, disables or enables. Disabling ends all sessions.");
        users.MapPost("/{id:long}/temporary-password", ResetPasswordAsync).WithSummary("Gives a new temporary password, shown this once, and ends all sessions.");
        app.MapOwnAccount();
        app.MapEmailChange();
        app.MapPeople();
        app.MapCustomers();
    }

    private static async Task<Results<Ok<Page<UserAnswer>>, ProblemHttpResult>> ListAsync(
        Caller caller, UserStore store, CancellationToken ct, string? role = null, int? workshop_id = null, string? search = null, string? cursor = null, int? limit = null)
    {
        long after = 0;
        var check = new FieldCheck().Search(search).OneOf("role", role, UserRules.All)
            .When(cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after), "cursor", "is not one that was given out");
        if (check.HasErrors) return check.ToProblem();
        if (!caller.IsAdmin && workshop_id is { } asked && asked != caller.TenantId) return Problems.NotFound("workshop");
        var size = Page.Limit(limit);
        var rows = await store.ListAsync(new UserFilter(caller.IsAdmin ? workshop_id : caller.TenantScope, role, search), after, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, u => u.UserId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<UserAnswer>, ProblemHttpResult>> ReadAsync(long id, Caller caller, UserStore store, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, id, ct) is { } user ? TypedResults.Ok(user) : Problems.NotFound("user");

    private static async Task<Results<Created<NewUserAnswer>, ProblemHttpResult>> CreateAsync(CreateUser request, Caller caller, UserAccounts accounts, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await accounts.CreateAsync(request, caller, ct) switch
        {
            UserOutcome.Made made => TypedResults.Created($"/api/users/{made.User.UserId.ToString(CultureInfo.InvariantCulture)}", NewUserAnswer.Of(made.User, made.TemporaryPassword)),
            var refused => Refusal(refused),
        };
    }

    private static async Task<Results<Ok<UserAnswer>, ProblemHttpResult>> ChangeAsync(long id, ChangeUser request, Caller caller, UserAccounts accounts, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await accounts.ChangeAsync(id, request, caller, ct) switch
        {
            UserOutcome.Done done => TypedResults.Ok(done.User),
            var refused => Refusal(refused),
        };
    }

    private static async Task<Results<Ok<TemporaryPasswordAnswer>, ProblemHttpResult>> ResetPasswordAsync(long id, Caller caller, UserAccounts accounts, CancellationToken ct) =>
        await accounts.ResetPasswordAsync(id, caller, ct) switch
        {
            UserOutcome.Made made => TypedResults.Ok(new TemporaryPasswordAnswer(made.User.Username, made.TemporaryPassword)),
            var refused => Refusal(refused),
        };

    private static ProblemHttpResult Refusal(UserOutcome outcome) => outcome switch
    {
        UserOutcome.NotFound missing => Problems.NotFound(missing.What),
        UserOutcome.NameTaken taken => Problems.Conflict("username_taken", $"There is already a user '{taken.Username}'; choose another name."),
        UserOutcome.OwnAccount => Problems.Conflict("own_account", "This cannot be done to your own account; another owner or admin has to do it."),
        UserOutcome.RoleNotAllowed => Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow you to manage accounts of that role."),
        UserOutcome.Invalid invalid => Problems.Invalid((invalid.Field, invalid.Message)),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is not a refusal."),
    };
}
