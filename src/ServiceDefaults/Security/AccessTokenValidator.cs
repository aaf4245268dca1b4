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
        if (KeyIdOf(token) is not { } keyId || await keys.FindAsync(keyId, ct) is not { } key) return null;
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

    /// <summary>The key that the token says it is signed with; null when its header is not that of an access token.</summary>
    private string? KeyIdOf(string token)
    {
        try
        {
            var read = handler.ReadJsonWebToken(token);
            return read.Alg == SecurityAlgorithms.EcdsaSha256 && read.Kid is { Length: > 0 } keyId ? keyId : null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidCastException or FormatException)
        {
            // The library reads header members as they come: an array where a word belongs is a cast that fails.
            return null;
        }
    }
}
