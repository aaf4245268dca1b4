using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Identity.Sessions;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity.Exchange;

/// <summary>An ID token of an outside identity provider.</summary>
/// <param name="IdToken">As the provider issued it.</param>
/// <param name="UseCookie">As at sign-in.</param>
internal sealed record ExchangeRequest(string? IdToken, bool UseCookie = false)
{
    public FieldCheck Check() => new FieldCheck().When(string.IsNullOrEmpty(IdToken), "id_token", "must not be empty");
}

internal static class ExchangeEndpoints
{
    private const int MaxDocumentBytes = 256 * 1024;

    public static void AddExchange(this IServiceCollection services)
    {
        services.AddOptions<OidcOptions>().BindConfiguration("Oidc").Validate(OidcOptions.IsValid, OidcOptions.Message).ValidateOnStart();
        services.AddSingleton<ExternalIdentityStore>().AddSingleton<IssuerKeys>().AddSingleton<IdTokenValidator>().AddSingleton<ExternalSignIn>();

        // Leaves the platform: short, bounded, and only to the addresses that the configuration and the issuers name.
        services.AddHttpClient(IssuerKeys.ClientName, http =>
        {
            http.Timeout = TimeSpan.FromSeconds(5);
            http.MaxResponseContentBufferSize = MaxDocumentBytes;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false });
    }

    public static void MapExchange(this WebApplication app) => app.MapGroup("/api/auth").AllowAnonymous().WithTags("Sign-up")
        .MapPost("/exchange", ExchangeAsync).WithSummary("An ID token of a configured outside identity provider for tokens; the first time makes a household or links to the account of the verified address.");

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> ExchangeAsync(
        ExchangeRequest request, HttpContext http, ExternalSignIn signIn, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await signIn.ExchangeAsync(request.IdToken!, Handover.OriginOf(http, request.UseCookie), ct) switch
        {
            ExchangeOutcome.SignedIn done => Handover.To(http, done.Tokens, time),
            ExchangeOutcome.AddressNotVerified => Problems.Of(StatusCodes.Status403Forbidden, "email_not_verified", "The identity provider has not verified your e-mail address; verify it there first."),
            ExchangeOutcome.Disabled => Problems.Of(StatusCodes.Status403Forbidden, "account_disabled", "This account is disabled."),
            _ => Problems.Of(StatusCodes.Status401Unauthorized, "invalid_id_token", "The ID token is not of a known issuer, not for this platform, or not in its time."),
        };
    }
}
