using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Identity.SigningKeys;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.ServiceTokens;

/// <summary>The keys of the services (section <c>ServiceKeys</c>: name → key).</summary>
internal sealed class ServiceKeyOptions
{
    public const string Message = "Each ServiceKeys__<name> must have at least 24 random characters; the AppHost makes them.";

    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    public static bool IsValid(ServiceKeyOptions options) => options.Keys.Values.All(key => key.Length >= 24);
}

internal static class ServiceTokenEndpoints
{
    // Stands in for the key of a service that does not exist, so that the comparison takes place in any case.
    private static readonly string Nobodys = Secrets.New();

    public static void MapServiceTokens(this WebApplication app) =>
        app.MapPost("/internal/service-token", IssueAsync).AllowAnonymous().WithTags("Service tokens")
            .WithSummary("A service's own key for its short-lived access token.");

    private static async Task<Results<Ok<ServiceTokenResponse>, ProblemHttpResult>> IssueAsync(
        ServiceTokenRequest request, IOptions<ServiceKeyOptions> options, TokenIssuer issuer, TimeProvider time, CancellationToken ct)
    {
        var check = new FieldCheck().When(string.IsNullOrEmpty(request.Service), "service", "must not be empty").When(string.IsNullOrEmpty(request.Key), "key", "must not be empty");
        if (check.HasErrors) return check.ToProblem();
        var known = options.Value.Keys.GetValueOrDefault(request.Service);
        if (!Secrets.AreEqual(request.Key, known ?? Nobodys) || known is null)
            return Problems.Of(StatusCodes.Status401Unauthorized, "invalid_service_key", "The service or its key is not known.");
        return TypedResults.Ok(new ServiceTokenResponse(await issuer.ForServiceAsync(request.Service, time.GetUtcNow(), ct), (int)TokenIssuer.ProgramLife.TotalSeconds));
    }
}
