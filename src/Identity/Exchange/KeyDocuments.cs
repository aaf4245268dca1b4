using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Identity.Exchange;

/// <summary>An issuer's keys as they were fetched.</summary>
/// <param name="Keys">By key id.</param>
/// <param name="Life">How long the issuer lets them be kept.</param>
internal sealed record FetchedKeys(IReadOnlyDictionary<string, SecurityKey> Keys, TimeSpan Life);

/// <summary>Fetches an issuer's keys, by way of its discovery document unless the address is configured.</summary>
internal sealed class KeyDocuments(HttpClient http)
{
    private const int MinRsaBits = 2048;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(10);

    /// <exception cref="HttpRequestException">The issuer does not answer, or not with what it must.</exception>
    public async Task<FetchedKeys> FetchAsync(OidcIssuer issuer, CancellationToken ct)
    {
        var address = issuer.JwksUri ?? await DiscoverAsync(issuer, ct);
        using var response = await http.GetAsync(address, ct);
        response.EnsureSuccessStatusCode();
        var keys = KeysOf(await response.Content.ReadAsStringAsync(ct));
        var life = response.Headers.CacheControl switch
        {
            { NoStore: true } or { NoCache: true } => Shortest,
            { MaxAge: { } age } => TimeSpan.FromTicks(Math.Clamp((age - (response.Headers.Age ?? TimeSpan.Zero)).Ticks, Shortest.Ticks, Longest.Ticks)),
            _ => Unsaid,
        };
        return new FetchedKeys(keys, life);
    }

    /// <summary>The keys that may sign here: RSA of at least 2048 bits and P-256, each with an id and not for encryption.</summary>
    private static Dictionary<string, SecurityKey> KeysOf(string json)
    {
        try
        {
            return new JsonWebKeySet(json).Keys
                .Where(k => !string.IsNullOrEmpty(k.Kid) && k.Use is null or "" or "sig")
                .Where(k => k.Kty switch
                {
                    JsonWebAlgorithmsKeyTypes.RSA => k.KeySize >= MinRsaBits,
                    JsonWebAlgorithmsKeyTypes.EllipticCurve => k.Crv == JsonWebKeyECTypes.P256,
                    _ => false,
                })
                .GroupBy(k => k.Kid, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => (SecurityKey)g.First(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            throw new HttpRequestException("What stands at the address of the keys is not a JSON Web Key Set.", exception);
        }
    }

    /// <summary>OpenID Connect Discovery 1.0, section 4: the document must name the issuer that was asked for.</summary>
    private async Task<string> DiscoverAsync(OidcIssuer issuer, CancellationToken ct)
    {
        using var response = await http.GetAsync($"{issuer.Issuer.TrimEnd('/')}/.well-known/openid-configuration", ct);
        response.EnsureSuccessStatusCode();
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            if (document.RootElement.GetProperty("issuer").GetString() == issuer.Issuer && document.RootElement.GetProperty("jwks_uri").GetString() is { } address && OidcIssuer.IsSafe(address)) return address;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HttpRequestException($"The discovery document of {issuer.Issuer} cannot be read.", exception);
        }

        throw new HttpRequestException($"The discovery document of {issuer.Issuer} is another issuer's, or its jwks_uri is not https.");
    }
}
