using System.Security.Cryptography;
using System.Text;

namespace Platform.Identity.Tests;

/// <summary>ID tokens that must open nothing, beside one that does.</summary>
public sealed class IdTokenAttackTests(IdTokenAttackFixture identity) : IClassFixture<IdTokenAttackFixture>
{
    [Fact]
    public async Task Good_tokens_of_both_algorithms_are_taken()
    {
        (await StatusAsync(identity.Issuer.Sign(identity.Claims()))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(SignEc(identity.Claims()))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(identity.Issuer.Sign(identity.Claims(issuer: ExchangeFixture.Discovered)))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_without_a_signature_is_refused()
    {
        foreach (var algorithm in new[] { "none", "None", "NONE", "" })
            await RefusedAsync(LocalIssuer.Sign(new { alg = algorithm, kid = "rsa", typ = "JWT" }, identity.Claims(), _ => []));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS256", kid = "rsa", typ = "JWT" }, identity.Claims(), _ => []));
    }

    [Fact]
    public async Task Public_key_is_not_taken_as_a_shared_secret()
    {
        foreach (var secret in new[] { identity.Issuer.Rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(identity.Issuer.Rsa.ExportSubjectPublicKeyInfoPem()), identity.Issuer.Rsa.ExportParameters(false).Modulus! })
            await RefusedAsync(LocalIssuer.Sign(new { alg = "HS256", kid = "rsa", typ = "JWT" }, identity.Claims(), bytes => HMACSHA256.HashData(secret, bytes)));
    }

    [Fact]
    public async Task Algorithm_must_be_allowed_and_fit_the_key()
    {
        var rsa = identity.Issuer.Rsa;
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS512", kid = "rsa" }, identity.Claims(), b => rsa.SignData(b, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "PS256", kid = "rsa" }, identity.Claims(), b => rsa.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "ES256", kid = "rsa" }, identity.Claims(), b => rsa.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS256", kid = "ec" }, identity.Claims(), b => identity.Issuer.Ec.SignData(b, HashAlgorithmName.SHA256)));
    }

    [Fact]
    public async Task Key_that_the_issuer_did_not_publish_signs_nothing()
    {
        using var own = RSA.Create(2048);
        var jwk = new { kty = "RSA", n = Convert.ToBase64String(own.ExportParameters(false).Modulus!), e = "AQAB" };
        await RefusedAsync(identity.Issuer.Sign(identity.Claims(), by: own));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS256", kid = "rsa", jwk, jku = "https://evil.example/keys" }, identity.Claims(), b => own.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        using var weak = RSA.Create(1024);
        identity.Issuer.Publish(ExchangeFixture.Project, "weak", weak);
        identity.Time.Advance(TimeSpan.FromMinutes(11));
        await RefusedAsync(identity.Issuer.Sign(identity.Claims(), "weak", weak));
    }

    [Theory]
    [InlineData("aud", "project-b")]
    [InlineData("aud", "Project-A")]
    [InlineData("aud", null)]
    [InlineData("aud", new[] { "project-a", "another-app" })]
    [InlineData("iss", "https://securetoken.google.com/project-a")]
    [InlineData("iss", null)]
    [InlineData("sub", "")]
    [InlineData("sub", null)]
    [InlineData("sub", 7)]
    [InlineData("sub", "a\u0000b")]
    [InlineData("iat", null)]
    [InlineData("exp", null)]
    [InlineData("exp", "never")]
    public async Task Claim_that_is_wrong_or_missing_opens_nothing(string claim, object? value)
    {
        var claims = identity.Claims();
        if (value is null) claims.Remove(claim);
        else claims[claim] = value;
        await RefusedAsync(identity.Issuer.Sign(claims));
    }

    [Theory]
    [InlineData("exp", -31, false)]
    [InlineData("exp", -25, true)]
    [InlineData("nbf", 35, false)]
    [InlineData("nbf", 25, true)]
    [InlineData("iat", 35, false)]
    [InlineData("iat", 25, true)]
    public async Task Clocks_may_differ_by_half_a_minute(string claim, int seconds, bool isGood)
    {
        var claims = identity.Claims();
        claims[claim] = identity.Time.GetUtcNow().ToUnixTimeSeconds() + seconds;
        (await StatusAsync(identity.Issuer.Sign(claims))).ShouldBe(isGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Issuer_is_whose_keys_signed()
    {
        // Issuer c is real and signs well, but nobody configured it; a's tokens are not b's although both share a key here.
        await RefusedAsync(identity.Issuer.Sign(identity.Claims(issuer: ExchangeFixture.Unknown)));
        var claims = identity.Claims(issuer: ExchangeFixture.Discovered);
        claims["aud"] = ExchangeFixture.Project;
        await RefusedAsync(identity.Issuer.Sign(claims));
    }

    [Fact]
    public async Task Claim_that_comes_twice_and_header_that_must_be_understood_are_refused()
    {
        var json = JsonSerializer.Serialize(identity.Claims());
        await RefusedAsync(LocalIssuer.SignText("""{"alg":"RS256","kid":"rsa"}""", json.Replace("{\"iss\"", "{\"email_verified\":false,\"iss\"", StringComparison.Ordinal), Rs256));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS256", kid = "rsa", crit = new[] { "exp" } }, identity.Claims(), Rs256));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS256", kid = "rsa", typ = "at+jwt" }, identity.Claims(), Rs256));
        await RefusedAsync(LocalIssuer.Sign(new { alg = "RS256" }, identity.Claims(), Rs256));
        await RefusedAsync(LocalIssuer.Sign(new { alg = new[] { "RS256" }, kid = "rsa" }, identity.Claims(), Rs256));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("e30.e30.e30")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    public async Task Text_that_is_no_token_is_refused(string text) => await RefusedAsync(text);

    [Fact]
    public async Task Platforms_own_token_is_no_ID_token()
    {
        var session = await identity.BeginSessionAsync(await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync()));
        await RefusedAsync(session.AccessToken);
        await RefusedAsync(new string('a', 9000) + ".b.c");
    }

    private string SignEc(Dictionary<string, object?> claims) =>
        LocalIssuer.Sign(new { alg = "ES256", kid = "ec", typ = "JWT" }, claims, b => identity.Issuer.Ec.SignData(b, HashAlgorithmName.SHA256));

    private byte[] Rs256(byte[] bytes) => identity.Issuer.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private async Task RefusedAsync(string token)
    {
        using var refused = await identity.ExchangeAsync(token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, token);
        (await refused.CodeAsync()).ShouldBe("invalid_id_token");
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await identity.ExchangeAsync(token);
        return answer.StatusCode;
    }
}

/// <summary>One whose clock may be moved.</summary>
public sealed class IdTokenAttackFixture : ExchangeFixture;
