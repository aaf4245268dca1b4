using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Identity.Mail;
using Platform.Identity.Sessions;

namespace Platform.Identity.SignUp;

internal static class SignUpEndpoints
{
    public static void AddSignUp(this IServiceCollection services) => services.AddSingleton<SignUpStore>().AddSingleton<SignUps>();

    public static void MapSignUp(this WebApplication app)
    {
        var open = app.MapGroup("/api/auth").AllowAnonymous().WithTags("Sign-up");
        open.MapPost("/sign-up", BeginAsync).WithSummary("Asks for an account; a mail with a link goes to the address. The answer is the same whether the address is known or not.");
        open.MapPost("/verify", VerifyAsync).WithSummary("Follows the link of the mail: makes the household and signs in. The link is good once, for 24 hours.");
    }

    private static async Task<Results<Accepted<MessageAnswer>, ProblemHttpResult>> BeginAsync(
        SignUpRequest request, HttpContext http, SignUps signUps, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await signUps.BeginAsync(request, ClientAddress.Of(http), ct) is { } reached
            ? reached.ToProblem(http, time.GetUtcNow())
            : TypedResults.Accepted((string?)null, new MessageAnswer("A mail is on its way to this address; follow the link in it."));
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> VerifyAsync(
        VerifyRequest request, HttpContext http, SignUps signUps, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await signUps.VerifyAsync(request.Token!, Handover.OriginOf(http, request.UseCookie), ct) is { } tokens
            ? Handover.To(http, tokens, time)
            : MailTokens.LinkIsOver();
    }
}
