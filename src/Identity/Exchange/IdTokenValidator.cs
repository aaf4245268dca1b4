using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Exchange;

/// <summary>Whom an outside identity provider vouches for.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">How it calls the person, for ever the same.</param>
/// <param name="VerifiedEmail">The mailbox that the provider has seen to be the person's; null when it has none.</param>
/// <param name="Name">What the provider calls the person.</param>
internal sealed record ExternalPerson(string Issuer, string Subject, string? VerifiedEmail, string? Name);

/// <summary>
/// Accepts an ID token (OpenID Connect Core 1.0, section 3.1.3.7) only when it is signed with RS256 or ES256 by a key that a
/// configured issuer publishes, for the configured audience and nobody else, and in its time. The library checks signature,
/// issuer, audience and time; what it does not look at is checked here, on the very bytes that were signed.
/// </summary>
internal sealed partial class IdTokenValidator(IOptions<OidcOptions> options, IssuerKeys keys, TimeProvider time, ILogger<IdTokenValidator> logger)
{
    private const int MaxLength = 8192;
    private const int MaxSubject = 255;
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly Dictionary<string, string> KeyTypes = new(StringComparer.Ordinal)
    {
        [SecurityAlgorithms.RsaSha256] = JsonWebAlgorithmsKeyTypes.RSA,
        [SecurityAlgorithms.EcdsaSha256] = JsonWebAlgorithmsKeyTypes.EllipticCurve,
    };

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>The person, or null when the token is not to be trusted for whatever reason.</summary>
    /// <exception cref="HttpRequestException">The issuer's keys cannot be had at the moment.</exception>
    public async Task<ExternalPerson?> ValidateAsync(string token, CancellationToken ct)
    {
        if (token.Length > MaxLength || token.Count(c => c == '.') != 2) return Refused("form");
        if (Read<Header>(token, 0) is not { Kid.Length: > 0, Crit: null } header || !KeyTypes.TryGetValue(header.Alg ?? "", out var keyType)) return Refused("header");
        if (header.Typ is not null && !header.Typ.Equals("JWT", StringComparison.OrdinalIgnoreCase)) return Refused("type");
        if (Read<Claims>(token, 1) is not { } claims) return Refused("claims");
        if (options.Value.Issuers.FirstOrDefault(i => i.Issuer == claims.Iss) is not { } issuer) return Refused("issuer");
        if (await keys.FindAsync(issuer, header.Kid, ct) is not JsonWebKey key || key.Kty != keyType || (key.Alg is { Length: > 0 } only && only != header.Alg)) return Refused("key");
        if (WhyNotSigned(token, issuer, key, header.Alg!) is { } flaw) return Refused(flaw.GetType().Name);
        return PersonOf(claims, issuer) ?? Refused("subject, audience or time of issue");
    }

    /// <summary>What the library finds wrong; null when signature, issuer, audience and time are right.</summary>
    private Exception? WhyNotSigned(string token, OidcIssuer issuer, SecurityKey key, string algorithm) => handler.ValidateToken(token, new TokenValidationParameters
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = [algorithm],
        IssuerSigningKey = key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        TryAllIssuerSigningKeys = false,
        ClockSkew = AccessToken.ClockSkew,
        LifetimeValidator = (notBefore, expires, _, parameters) =>
        {
            var now = time.GetUtcNow().UtcDateTime;

            // The skew on the side of the clock: the library says "no nbf" with the first moment there is.
            return expires is { } end && now - parameters.ClockSkew < end && (notBefore is not { } start || start <= now + parameters.ClockSkew);
        },
    }) is { IsValid: false } result ? result.Exception ?? new SecurityTokenException() : null;

    private ExternalPerson? PersonOf(Claims claims, OidcIssuer issuer)
    {
        if (claims.Sub is not { Length: > 0 and <= MaxSubject } subject || subject.Any(c => c is <= ' ' or > '~')) return null;
        if (!IsFor(claims.Aud, issuer.Audience) || !claims.Iat.HasValue || claims.Iat > (time.GetUtcNow() + AccessToken.ClockSkew).ToUnixTimeSeconds()) return null;
        return new ExternalPerson(issuer.Issuer, subject, IsTrue(claims.EmailVerified) ? claims.Email : null, claims.Name);
    }

    /// <summary>A token that was made for others as well may be in the hands of any of them.</summary>
    private static bool IsFor(JsonElement audience, string expected) => audience.ValueKind switch
    {
        JsonValueKind.String => audience.GetString() == expected,
        JsonValueKind.Array => audience.GetArrayLength() == 1 && audience[0].ValueKind == JsonValueKind.String && audience[0].GetString() == expected,
        _ => false,
    };

    /// <summary>Some providers write the truth as text.</summary>
    private static bool IsTrue(JsonElement value) => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true"));

    private static T? Read<T>(string token, int part)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(token.Split('.')[part]), Strict);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private ExternalPerson? Refused(string reason)
    {
        LogRefused(reason);
        return null;
    }

    [LoggerMessage(3402, LogLevel.Information, "An ID token was refused: {Reason}")]
    private partial void LogRefused(string reason);

    private sealed record Header(
        [property: JsonPropertyName("alg")] string? Alg,
        [property: JsonPropertyName("kid")] string? Kid,
        [property: JsonPropertyName("typ")] string? Typ,
        [property: JsonPropertyName("crit")] JsonElement? Crit);

    private sealed record Claims(
        [property: JsonPropertyName("iss")] string? Iss,
        [property: JsonPropertyName("sub")] string? Sub,
        [property: JsonPropertyName("aud")] JsonElement Aud,
        [property: JsonPropertyName("iat")] double? Iat,
        [property: JsonPropertyName("email")] string? Email,
        [property: JsonPropertyName("email_verified")] JsonElement EmailVerified,
        [property: JsonPropertyName("name")] string? Name);
}
