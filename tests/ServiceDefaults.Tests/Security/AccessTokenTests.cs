using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Tokens as attackers make them: each is refused, and none ends in an exception.</summary>
public sealed class AccessTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly AccessTokenValidator validator;

    public AccessTokenTests() => validator = new AccessTokenValidator(new Keys(key), new FixedTime(Now), AccessToken.Issuer);

    [Fact]
    public async Task Token_of_identity_is_accepted_with_its_claims()
    {
        var identity = await ValidateAsync(Sign(Header(), Claims()));

        identity.ShouldNotBeNull();
        var caller = Caller.From(new System.Security.Claims.ClaimsPrincipal(identity)).ShouldNotBeNull();
        caller.UserId.ShouldBe(12);
        caller.Role.ShouldBe("owner");
        caller.TenantId.ShouldBe(7);
        caller.Actor.ShouldBe("user:12");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("es256")]
    public async Task Token_of_another_algorithm_is_refused(string algorithm)
    {
        (await ValidateAsync(Sign(Header(h => h["alg"] = algorithm), Claims()))).ShouldBeNull();
        (await ValidateAsync($"{Encode(Header(h => h["alg"] = algorithm))}.{Encode(Claims())}.")).ShouldBeNull();
    }

    [Fact]
    public async Task Token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        var signed = $"{Encode(Header(h => h["alg"] = "HS256"))}.{Encode(Claims())}";
        foreach (var secret in new[] { key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()) })
        {
            var token = $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
            (await ValidateAsync(token)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Token_of_a_foreign_key_under_our_key_id_is_refused_also_when_it_brings_the_key_along()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = foreign.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new Dictionary<string, object>(StringComparer.Ordinal) { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "k1", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };

        (await ValidateAsync(Sign(Header(), Claims(), foreign))).ShouldBeNull();
        (await ValidateAsync(Sign(Header(h => h["jwk"] = jwk), Claims(), foreign))).ShouldBeNull();
        (await ValidateAsync(Sign(Header(h => { h["jwk"] = jwk; h.Remove("kid"); }), Claims(), foreign))).ShouldBeNull();
        (await ValidateAsync(Sign(Header(h => h["jku"] = "http://127.0.0.1:9/jwks.json"), Claims(), foreign))).ShouldBeNull();
        (await ValidateAsync(Sign(Header(h => h["x5c"] = new[] { "MIIB" }), Claims(), foreign))).ShouldBeNull();
    }

    [Theory]
    [InlineData("k2")]
    [InlineData("")]
    [InlineData("../../dev/null")]
    [InlineData("k1' or '1'='1")]
    public async Task Token_of_an_unknown_key_id_is_refused(string keyId) => (await ValidateAsync(Sign(Header(h => h["kid"] = keyId), Claims()))).ShouldBeNull();

    [Theory]
    [InlineData("JWT")]
    [InlineData("rt+jwt")]
    [InlineData("lease")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Token_of_another_kind_is_refused(string? type)
    {
        var header = Header(h => { if (type is null) h.Remove("typ"); else h["typ"] = type; });

        (await ValidateAsync(Sign(header, Claims()))).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1, 60, true)]
    [InlineData(-3600, -29, true)]
    [InlineData(-3600, -31, false)]
    [InlineData(29, 3600, true)]
    [InlineData(31, 3600, false)]
    public async Task Token_is_good_in_its_time_and_half_a_minute_around(int notBefore, int expires, bool good)
    {
        var token = Sign(Header(), Claims(c =>
        {
            c["nbf"] = Now.ToUnixTimeSeconds() + notBefore;
            c["exp"] = Now.ToUnixTimeSeconds() + expires;
        }));

        (await ValidateAsync(token) is not null).ShouldBe(good);
    }

    [Theory]
    [InlineData("exp", null)]
    [InlineData("aud", "other")]
    [InlineData("aud", null)]
    [InlineData("iss", "other")]
    [InlineData("iss", null)]
    public async Task Token_without_end_or_for_another_audience_or_issuer_is_refused(string claim, string? value)
    {
        var token = Sign(Header(), Claims(c => { if (value is null) c.Remove(claim); else c[claim] = value; }));

        (await ValidateAsync(token)).ShouldBeNull();
    }

    [Fact]
    public async Task Token_that_was_changed_anywhere_is_refused()
    {
        var token = Sign(Header(), Claims());
        var parts = token.Split('.');
        var other = Encode(Claims(c => c["role"] = "admin"));

        (await ValidateAsync($"{parts[0]}.{other}.{parts[2]}")).ShouldBeNull();
        (await ValidateAsync($"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(new byte[64])}")).ShouldBeNull();
        (await ValidateAsync($"{parts[0]}.{parts[1]}.")).ShouldBeNull();
        (await ValidateAsync($"{parts[0]}.{parts[1]}")).ShouldBeNull();
        (await ValidateAsync($"{token}.{parts[2]}")).ShouldBeNull();
        (await ValidateAsync($"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}.{parts[2]}")).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("null.null.null")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.AA")]
    [InlineData("e30.e30.AA")]
    [InlineData("\u0000.\u0000.\u0000")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0.%%%.AA")]
    public async Task Garbage_is_refused(string token) => (await ValidateAsync(token)).ShouldBeNull();

    [Fact]
    public async Task Header_and_claims_of_unexpected_types_are_refused()
    {
        object[] odd = [1, true, new[] { "ES256" }, new Dictionary<string, object>(StringComparer.Ordinal) { ["a"] = 1 }];
        foreach (var value in odd)
        {
            foreach (var name in new[] { "alg", "kid", "typ" }) (await ValidateAsync(Sign(Header(h => h[name] = value), Claims()))).ShouldBeNull($"{name} {value}");
            foreach (var name in new[] { "exp", "iss" }) (await ValidateAsync(Sign(Header(), Claims(c => c[name] = value)))).ShouldBeNull($"{name} {value}");
        }

        (await ValidateAsync(Sign(Header(), Claims(c => c["exp"] = "never")))).ShouldBeNull();
        (await ValidateAsync(Sign(Header(), Claims(c => c["exp"] = -1)))).ShouldBeNull();
        await Should.NotThrowAsync(() => ValidateAsync(Sign(Header(), Claims(c => c["exp"] = long.MaxValue))));
    }

    [Fact]
    public async Task Token_that_is_too_long_is_refused() =>
        (await ValidateAsync(Sign(Header(), Claims(c => c["pad"] = new string('x', 5000))))).ShouldBeNull();

    [Fact]
    public async Task Random_damage_never_ends_in_an_exception()
    {
        var random = new Random(20261120);
        var token = Sign(Header(), Claims());
        for (var i = 0; i < 500; i++)
        {
            var letters = token.ToCharArray();
            for (var damage = random.Next(1, 4); damage > 0; damage--) letters[random.Next(letters.Length)] = (char)random.Next(33, 126);
            var damaged = new string(letters);
            var accepted = await ValidateAsync(damaged) is not null;
            // The last letter of the signature carries bits that are not part of it.
            if (accepted) damaged[..^1].ShouldBe(token[..^1]);
        }
    }

    private Task<System.Security.Claims.ClaimsIdentity?> ValidateAsync(string token) => validator.ValidateAsync(token, default);

    private static Dictionary<string, object> Header(Action<Dictionary<string, object>>? change = null)
    {
        var header = new Dictionary<string, object>(StringComparer.Ordinal) { ["alg"] = "ES256", ["typ"] = AccessToken.Type, ["kid"] = "k1" };
        change?.Invoke(header);
        return header;
    }

    private static Dictionary<string, object> Claims(Action<Dictionary<string, object>>? change = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = AccessToken.Issuer,
            ["aud"] = AccessToken.Audience,
            ["sub"] = "12",
            ["role"] = "owner",
            ["tenant"] = "7",
            ["sid"] = Guid.NewGuid(),
            ["nbf"] = Now.ToUnixTimeSeconds() - 60,
            ["iat"] = Now.ToUnixTimeSeconds() - 60,
            ["exp"] = Now.ToUnixTimeSeconds() + 900,
        };
        change?.Invoke(claims);
        return claims;
    }

    private string Sign(Dictionary<string, object> header, Dictionary<string, object> claims, ECDsa? with = null)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode((with ?? key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(Dictionary<string, object> part) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part));

    private sealed class Keys(ECDsa key) : ISigningKeys
    {
        private readonly ECDsaSecurityKey trusted = new(key) { KeyId = "k1" };

        public ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken ct) => ValueTask.FromResult<SecurityKey?>(keyId == "k1" ? trusted : null);
    }
}
