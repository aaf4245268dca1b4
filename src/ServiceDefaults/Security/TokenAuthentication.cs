using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Security;

/// <summary>Registers the bearer scheme, the policies and the answers to a refusal.</summary>
internal static class TokenAuthentication
{
    public static void AddTokenAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new AccessTokenValidator(
            provider.GetRequiredService<ISigningKeys>(), provider.GetRequiredService<TimeProvider>(), configuration["Auth:Issuer"] ?? AccessToken.Issuer));
        services.AddHttpClient(RemoteSigningKeys.ClientName).AddHttpMessageHandler(() => new ResilienceHandler());
        services.TryAddSingleton<ISigningKeys>(provider => new RemoteSigningKeys(
            provider.GetRequiredService<IHttpClientFactory>(),
            new Uri(OutgoingHttp.AddressOf(configuration, "identity"), ".well-known/jwks.json"),
            provider.GetRequiredService<TimeProvider>()));
        services.AddAuthentication(AccessToken.Scheme).AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessToken.Scheme, configureOptions: null);
        services.AddAuthorizationBuilder().AddPlatformPolicies();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswers>();
    }
}

/// <summary>Reads <c>Authorization: Bearer</c> and lets <see cref="AccessTokenValidator"/> decide.</summary>
internal sealed class AccessTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokenValidator validator)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var identity = await validator.ValidateAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted);
        return identity is null
            ? AuthenticateResult.Fail("The access token is not valid.")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}

/// <summary>401 and 403 as problem details; 403 names <c>password_change_required</c> when that is what stands in the way.</summary>
internal sealed class RefusalAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // No route, or a route that does not take the method: there is nothing to guard, and 404 or 405 is the answer.
        if (context.GetEndpoint() is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        if (authorizeResult is { Forbidden: true, AuthorizationFailure: { } failure }
            && failure.FailureReasons.Any(r => r.Message == AccessToken.PasswordChangeRequired))
        {
            await Problems.Of(StatusCodes.Status403Forbidden, AccessToken.PasswordChangeRequired,
                "Change the temporary password with POST /api/auth/password first.").ExecuteAsync(context);
            return;
        }

        await standard.HandleAsync(next, context, policy, authorizeResult);
    }
}
