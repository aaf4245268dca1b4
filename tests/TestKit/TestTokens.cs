using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Security;

namespace Platform.TestKit;

/// <summary>Access tokens of any caller, signed by a key that the fixture's service trusts.</summary>
public sealed class TestTokens : ISigningKeys
{
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>A token as Identity would issue it.</summary>
    public string For(string role, int? tenantId = null, long userId = 1, bool passwordChangeRequired = false, string? scope = null, string? subject = null, Guid? session = null, TimeSpan? life = null)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [AccessToken.Subject] = subject ?? userId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [AccessToken.Role] = role,
            [AccessToken.Session] = (session ?? Guid.NewGuid()).ToString(),
        };
        if (tenantId is not null) claims[AccessToken.Tenant] = tenantId.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (passwordChangeRequired) claims[AccessToken.PasswordChangeRequired] = "true";
        if (scope is not null) claims[AccessToken.Scope] = scope;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = AccessToken.Issuer,
            Audience = AccessToken.Audience,
            IssuedAt = now.AddMinutes(-30),
            NotBefore = now.AddMinutes(-30),
            Expires = now + (life ?? TimeSpan.FromMinutes(15)),
            TokenType = AccessToken.Type,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <inheritdoc />
    public ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken ct) => ValueTask.FromResult<SecurityKey?>(keyId == key.KeyId ? key : null);
}
