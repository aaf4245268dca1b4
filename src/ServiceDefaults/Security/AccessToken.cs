namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Names in the access token: a JWT signed with ES256 (RFC 7519, RFC 9068), valid for 15 minutes, issued by Identity only.
/// </summary>
public static class AccessToken
{
    /// <summary>Authentication scheme.</summary>
    public const string Scheme = "Bearer";

    /// <summary>Header <c>typ</c> of an access token (RFC 9068); any other token type is refused.</summary>
    public const string Type = "at+jwt";

    /// <summary>Issuer unless <c>Auth:Issuer</c> says otherwise.</summary>
    public const string Issuer = "platform-identity";

    /// <summary>Audience of every access token.</summary>
    public const string Audience = "platform";

    /// <summary>Claim: the user's id, or the name of the service or API key.</summary>
    public const string Subject = "sub";

    /// <summary>Claim: the tenant's number; absent for admins and services.</summary>
    public const string Tenant = "tenant";

    /// <summary>Claim: one of <see cref="Roles"/>.</summary>
    public const string Role = "role";

    /// <summary>Claim: the session's id, a UUID.</summary>
    public const string Session = "sid";

    /// <summary>Claim: the API key's scopes, separated by spaces.</summary>
    public const string Scope = "scope";

    /// <summary>Claim and problem code: "true" until the temporary password was changed.</summary>
    public const string PasswordChangeRequired = "password_change_required";

    /// <summary>Clocks of services may differ by this much.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
}
