using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Identity.Mail;
using Platform.Identity.Sessions;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.EmailChange;

/// <summary>Somebody wants another address for the own account.</summary>
/// <param name="Email">The address to come.</param>
/// <param name="Password">The present password: a session that was left open must not do.</param>
/// <param name="Language">Of the mails, when the account does not say it.</param>
internal sealed record EmailChangeRequest(string? Email, string? Password, string? Language = null)
{
    public FieldCheck Check() => new FieldCheck()
        .Email("email", Email, required: true)
        .When(string.IsNullOrEmpty(Password), "password", "must not be empty")
        .OneOf("language", Language, Languages.All);
}

/// <summary>The link of the mail was followed.</summary>
/// <param name="Token">From the link.</param>
internal sealed record EmailChangeConfirmation(string? Token)
{
    public FieldCheck Check() => new FieldCheck().MailToken(Token);
}

internal static class EmailChangeEndpoints
{
    public static void AddEmailChange(this IServiceCollection services) => services.AddSingleton<EmailChangeStore>().AddSingleton<EmailChanges>();

    public static void MapEmailChange(this WebApplication app)
    {
        app.MapGroup("/api/auth").RequireAuthorization(Policies.Person).RequireLiveSession().WithTags("Sessions")
            .MapPost("/me/email", BeginAsync).WithSummary("Asks for another address of the own account; a mail with a link goes there. Takes the password. The answer is the same whether the address is free or not.");
        app.MapGroup("/api/auth/email-change").AllowAnonymous().WithTags("Sign-up")
            .MapPost("/confirm", FinishAsync).WithSummary("Sets the address by the link of the mail, good once for a day, and tells the former one.");
    }

    private static async Task<Results<Accepted<MessageAnswer>, ProblemHttpResult>> BeginAsync(
        EmailChangeRequest request, Caller caller, HttpContext http, EmailChanges changes, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await changes.BeginAsync(caller.UserId, request, ClientAddress.Of(http), ct) switch
        {
            EmailChangeOutcome.Limited limited => limited.Reached.ToProblem(http, time.GetUtcNow()),
            EmailChangeOutcome.Locked locked => SessionEndpoints.TooManyFailures(http, locked.Lock, time),
            EmailChangeOutcome.WrongPassword => Problems.Invalid(("password", "is not your password")),
            EmailChangeOutcome.SameAddress => Problems.Invalid(("email", "is the address of your account already")),
            EmailChangeOutcome.SessionOver => SessionEndpoints.SessionOver(),
            _ => TypedResults.Accepted((string?)null, new MessageAnswer("A mail is on its way to this address; follow the link in it. Until then the former one counts.")),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FinishAsync(EmailChangeConfirmation request, EmailChanges changes, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await changes.FinishAsync(request.Token!, ct) switch
        {
            EmailConfirmation.Done => TypedResults.NoContent(),
            EmailConfirmation.Taken => Problems.Conflict("address_taken", "This address belongs to another account by now."),
            _ => MailTokens.LinkIsOver(),
        };
    }
}
