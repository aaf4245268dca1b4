using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.SigningKeys;

/// <summary>Signs access tokens (ES256, RFC 9068) with the current key.</summary>
internal sealed class TokenIssuer(SigningKeyRing keys, IOptions<TokenOptions> options)
{
    /// <summary>Life of a person's token.</summary>
    public static readonly TimeSpan PersonLife = TimeSpan.FromMinutes(15);

    /// <summary>Life of a service's and of an API key's token.</summary>
    public static readonly TimeSpan ProgramLife = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A person's token, bound to the session.</summary>
    public Task<string> ForPersonAsync(long userId, int? tenantId, string role, Guid sessionId, bool mustChangePassword, DateTimeOffset now, CancellationToken ct)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [AccessToken.Subject] = userId.ToString(CultureInfo.InvariantCulture),
            [AccessToken.Role] = role,
            [AccessToken.Session] = sessionId.ToString(),
        };
        if (tenantId is { } tenant) claims[AccessToken.Tenant] = tenant.ToString(CultureInfo.InvariantCulture);
        if (mustChangePassword) claims[AccessToken.PasswordChangeRequired] = "true";
        return SignAsync(claims, PersonLife, now, ct);
    }

    /// <summary>An API key's token: its tenant and scopes.</summary>
    public Task<string> ForApiKeyAsync(Guid apiKeyId, int tenantId, IEnumerable<string> scopes, DateTimeOffset now, CancellationToken ct) =>
        SignAsync(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [AccessToken.Subject] = apiKeyId.ToString(),
            [AccessToken.Role] = Roles.ApiKey,
            [AccessToken.Tenant] = tenantId.ToString(CultureInfo.InvariantCulture),
            [AccessToken.Scope] = string.Join(' ', scopes),
        }, ProgramLife, now, ct);

    /// <summary>A service's token.</summary>
    public Task<string> ForServiceAsync(string service, DateTimeOffset now, CancellationToken ct) =>
        SignAsync(new Dictionary<string, object>(StringComparer.Ordinal) { [AccessToken.Subject] = service, [AccessToken.Role] = Roles.Service }, ProgramLife, now, ct);

    private async Task<string> SignAsync(Dictionary<string, object> claims, TimeSpan life, DateTimeOffset now, CancellationToken ct)
    {
        claims["jti"] = Guid.NewGuid().ToString();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = AccessToken.Audience,
            TokenType = AccessToken.Type,
            Claims = claims,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + life).UtcDateTime,
            SigningCredentials = new SigningCredentials(await keys.CurrentAsync(ct), SecurityAlgorithms.EcdsaSha256),
        });
    }
}
