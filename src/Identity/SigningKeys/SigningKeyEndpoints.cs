using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.SigningKeys;

/// <summary>A public key as RFC 7517 writes it.</summary>
internal sealed record PublicKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

/// <summary>The keys with which access tokens are checked.</summary>
internal sealed record PublicKeySet(IReadOnlyList<PublicKey> Keys);

internal static class SigningKeyEndpoints
{
    public static void AddSigningKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyVault>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<SigningKeyRing>();
        services.AddSingleton<ISigningKeys>(provider => provider.GetRequiredService<SigningKeyRing>());
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<KeyRotation>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRotation>());
    }

    public static void MapSigningKeys(this WebApplication app) =>
        app.MapGet("/.well-known/jwks.json", ReadAsync).AllowAnonymous().WithTags("Keys").WithSummary("The public keys of access tokens (JWKS, RFC 7517).");

    private static async Task<Ok<PublicKeySet>> ReadAsync(HttpContext http, SigningKeyRing ring, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "public, max-age=60";
        var published = await ring.PublishedAsync(ct);
        return TypedResults.Ok(new PublicKeySet([.. published.Select(PublicKeyOf)]));
    }

    private static PublicKey PublicKeyOf(JsonWebKey key) => new(key.Kty, key.Crv, key.X, key.Y, key.Kid, key.Use, key.Alg);
}
