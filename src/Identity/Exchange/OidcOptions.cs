namespace Platform.Identity.Exchange;

/// <summary>The outside identity providers whose ID tokens count (section <c>Oidc</c>).</summary>
internal sealed class OidcOptions
{
    public const string Message =
        "Each Oidc__Issuers__<n> needs Issuer (https, such as https://securetoken.google.com/my-project) and Audience (such as my-project), once per issuer; JwksUri is https as well, or absent.";

    public IList<OidcIssuer> Issuers { get; } = [];

    public static bool IsValid(OidcOptions options) =>
        options.Issuers.All(i => i.IsValid) && options.Issuers.Select(i => i.Issuer).Distinct(StringComparer.Ordinal).Count() == options.Issuers.Count;
}

/// <summary>One provider.</summary>
internal sealed class OidcIssuer
{
    /// <summary>Exactly as it stands in the tokens' <c>iss</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Exactly as it stands in the tokens' <c>aud</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Where the keys are; absent: what the issuer's <c>/.well-known/openid-configuration</c> says.</summary>
    public string? JwksUri { get; set; }

    public bool IsValid => IsSafe(Issuer) && Audience.Length > 0 && (JwksUri is null || IsSafe(JwksUri));

    /// <summary>Keys that come over a wire that others can write on prove nothing; only this machine itself needs no TLS.</summary>
    public static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
