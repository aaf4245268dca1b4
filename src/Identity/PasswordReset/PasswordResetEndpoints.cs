using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Identity.Mail;
using Platform.Identity.Sessions;
using Platform.Identity.Users;

namespace Platform.Identity.PasswordReset;

/// <summary>Somebody forgot the password.</summary>
/// <param name="Email">The address of the account.</param>
/// <param name="Language">Of the mail, when the account does not say it.</param>
internal sealed record PasswordResetRequest(string? Email, string? Language = null)
{
    public FieldCheck Check() => new FieldCheck().Email("email", Email, required: true).OneOf("language", Language, Languages.All);
}

/// <summary>The link of the mail was followed.</summary>
/// <param name="Token">From the link.</param>
/// <param name="NewPassword">The password to come.</param>
internal sealed record PasswordResetConfirmation(string? Token, string? NewPassword)
{
    public FieldCheck Check()
    {
        var check = new FieldCheck().MailToken(Token);
        return PasswordRule.Check(NewPassword) is { } problem ? check.Add("new_password", problem) : check;
    }
}

internal static class PasswordResetEndpoints
{
    public static void AddPasswordReset(this IServiceCollection services) => services.AddSingleton<PasswordResetStore>().AddSingleton<PasswordResets>();

    public static void MapPasswordReset(this WebApplication app)
    {
        var open = app.MapGroup("/api/auth/password-reset").AllowAnonymous().WithTags("Sign-up");
        open.MapPost("/", BeginAsync).WithSummary("Sends a link for a new password. The answer is the same whether the address is known or not.");
        open.MapPost("/confirm", FinishAsync).WithSummary("Sets the password by the link of the mail, good once for an hour, and ends all sessions.");
    }

    private static async Task<Results<Accepted<MessageAnswer>, ProblemHttpResult>> BeginAsync(
        PasswordResetRequest request, HttpContext http, PasswordResets resets, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await resets.BeginAsync(request.Email!, request.Language, ClientAddress.Of(http), ct) is { } reached
            ? reached.ToProblem(http, time.GetUtcNow())
            : TypedResults.Accepted((string?)null, new MessageAnswer("If there is an account of this address, a mail is on its way to it."));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FinishAsync(PasswordResetConfirmation request, PasswordResets resets, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await resets.FinishAsync(request.Token!, request.NewPassword!, ct) ? TypedResults.NoContent() : MailTokens.LinkIsOver();
    }
}
