using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Identity.Sessions;
using Platform.Identity.SigningKeys;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.ApiKeys;

/// <summary>A new API key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do, at least one.</param>
/// <param name="WorkshopId">The tenant; needed from admins, and of an owner only the own.</param>
internal sealed record CreateApiKey(string? Name, IReadOnlyList<string>? Scopes, int? WorkshopId) : IRequestBody
{
    public FieldCheck Check() => new FieldCheck()
        .Text("name", Name, 100, required: true)
        .When(Scopes is not { Count: > 0 } || Scopes.Any(s => !Policies.Scopes.Contains(s, StringComparer.Ordinal)), "scopes", $"must be at least one of {string.Join(", ", Policies.Scopes)}");
}

/// <summary>The key, shown this once.</summary>
internal sealed record NewApiKeyAnswer(Guid ApiKeyId, string Key, string Name, IReadOnlyList<string> Scopes, int WorkshopId, DateTimeOffset CreatedAt);

/// <summary>A key that came to the gateway.</summary>
internal sealed record ResolveApiKey(string? Key);

/// <summary>The token with which the gateway passes the request on.</summary>
internal sealed record ResolvedApiKey(string AccessToken, int ExpiresIn, Guid ApiKeyId, int TenantId, IReadOnlyList<string> Scopes);

internal static class ApiKeyEndpoints
{
    public static void AddApiKeys(this IServiceCollection services) => services.AddSingleton<ApiKeyStore>();

    public static void MapApiKeys(this WebApplication app)
    {
        var keys = app.MapGroup("/api/api-keys").RequireAuthorization(Policies.Owner).RequireLiveSession().WithTags("API keys");
        keys.MapPost("/", CreateAsync).TakesIdempotencyKey().WithSummary("Makes an API key, which is shown this once.");
        keys.MapGet("/", ListAsync).WithSummary("The tenant's API keys, without their secrets.");
        keys.MapDelete("/{id:guid}", RevokeAsync).WithSummary("Ends an API key.");

        app.MapPost("/internal/api-keys/resolve", ResolveAsync).RequireAuthorization(Policies.Service).WithTags("API keys")
            .WithSummary("A short-lived access token for a key that came to the gateway.");
    }

    private static async Task<Results<Created<NewApiKeyAnswer>, ProblemHttpResult>> CreateAsync(
        CreateApiKey request, Caller caller, ApiKeyStore store, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check().When(caller.IsAdmin && request.WorkshopId is null, "workshop_id", "must say which tenant the key is for");
        if (check.HasErrors) return check.ToProblem();
        var tenantId = request.WorkshopId ?? caller.TenantId!.Value;
        if (!caller.IsAdmin && tenantId != caller.TenantId) return Problems.NotFound("workshop");
        var now = time.GetUtcNow();
        var key = ApiKeyText.New(now);
        string[] scopes = [.. request.Scopes!.Distinct(StringComparer.Ordinal)];
        return await store.AddAsync(key, tenantId, request.Name!, scopes, caller.UserId, now, ct)
            ? TypedResults.Created($"/api/api-keys/{key.Id}", new NewApiKeyAnswer(key.Id, key.ToString(), request.Name!, scopes, tenantId, now))
            : Problems.NotFound("workshop");
    }

    private static async Task<Results<Ok<Page<ApiKeyAnswer>>, ProblemHttpResult>> ListAsync(
        Caller caller, ApiKeyStore store, CancellationToken ct, int? workshop_id = null, Guid? cursor = null, int? limit = null)
    {
        if (!caller.IsAdmin && workshop_id is { } asked && asked != caller.TenantId) return Problems.NotFound("workshop");
        var size = Page.Limit(limit);
        var rows = await store.ListAsync(caller.IsAdmin ? workshop_id : caller.TenantScope, cursor ?? Guid.Empty, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, k => k.ApiKeyId.ToString()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(Guid id, Caller caller, ApiKeyStore store, TimeProvider time, CancellationToken ct) =>
        await store.RevokeAsync(caller.TenantScope, id, time.GetUtcNow(), ct) ? TypedResults.NoContent() : Problems.NotFound("API key");

    private static async Task<Results<Ok<ResolvedApiKey>, ProblemHttpResult>> ResolveAsync(
        ResolveApiKey request, ApiKeyStore store, TokenIssuer issuer, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (ApiKeyText.Parse(request.Key) is not { } key || await store.UseAsync(key, now, ct) is not { } usable)
            return Problems.Of(StatusCodes.Status401Unauthorized, "invalid_api_key", "The API key is not valid (any more).");
        var token = await issuer.ForApiKeyAsync(key.Id, usable.TenantId, usable.Scopes, now, ct);
        return TypedResults.Ok(new ResolvedApiKey(token, (int)TokenIssuer.ProgramLife.TotalSeconds, key.Id, usable.TenantId, usable.Scopes));
    }
}
