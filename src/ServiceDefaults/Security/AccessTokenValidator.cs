using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Accepts an access token only when it is signed with ES256 by a key that Identity publishes now, is of type
/// <c>at+jwt</c>, for this audience and issuer, and in its time. Encrypted tokens are refused before the library sees them.
/// </summary>
public sealed class AccessTokenValidator(ISigningKeys keys, TimeProvider time, string issuer)
{
    private const int MaxLength = 4096;
    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>The token's identity, or null when it is not to be trusted for whatever reason.</summary>
    public async Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > MaxLength || token.Count(c => c == '.') != 2) return null;
        JsonWebToken read;
        try
        {
            read = handler.ReadJsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }

        if (read.Alg != SecurityAlgorithms.EcdsaSha256 || string.IsNullOrEmpty(read.Kid)) return null;
        if (await keys.FindAsync(read.Kid, ct) is not { } key) return null;
        var result = handler.ValidateToken(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = AccessToken.Audience,
            ValidTypes = [AccessToken.Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = key,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            TryAllIssuerSigningKeys = false,
            ClockSkew = AccessToken.ClockSkew,
            NameClaimType = AccessToken.Subject,
            RoleClaimType = AccessToken.Role,
            LifetimeValidator = (notBefore, expires, _, parameters) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                return expires is { } end && now < end + parameters.ClockSkew && (notBefore is not { } start || now >= start - parameters.ClockSkew);
            },
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}
