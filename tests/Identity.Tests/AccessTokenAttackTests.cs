using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.SigningKeys;

namespace Platform.Identity.Tests;

/// <summary>Each attack changes one thing about a token that is good otherwise.</summary>
public sealed class AccessTokenAttackTests(IdentityFixture identity)
{
    [Fact]
    public async Task Good_token_passes() => (await identity.CanCallAsync(await GoodAsync())).ShouldBeTrue();

    [Fact]
    public async Task Unsigned_token_is_refused()
    {
        var good = await GoodAsync();
        var header = Encode(new { alg = "none", typ = AccessToken.Type, kid = Kid(good) });
        await RefusedAsync($"{header}.{good.Split('.')[1]}.");
        await RefusedAsync($"{header}.{good.Split('.')[1]}.{good.Split('.')[2]}");
    }

    [Fact]
    public async Task Token_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        var good = await GoodAsync();
        var jwks = await identity.CreateClient().GetFromJsonAsync<JsonElement>("/.well-known/jwks.json");
        var key = jwks.GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("kid").GetString() == Kid(good));
        using var publicKey = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        var signed = $"{Encode(new { alg = "HS256", typ = AccessToken.Type, kid = Kid(good) })}.{good.Split('.')[1]}";
        foreach (var secret in new[] { publicKey.ExportSubjectPublicKeyInfo(), Encoding.UTF8.GetBytes(publicKey.ExportSubjectPublicKeyInfoPem()), Encoding.UTF8.GetBytes(key.GetRawText()) })
            await RefusedAsync($"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed)))}");
    }

    [Fact]
    public async Task Token_of_a_foreign_key_with_our_key_id_is_refused()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = await GoodAsync();
        await RefusedAsync(Sign(foreign, new { alg = "ES256", typ = AccessToken.Type, kid = Kid(good) }, good));
        await RefusedAsync(Sign(foreign, new { alg = "ES256", typ = AccessToken.Type, kid = "unknown" }, good));
        await RefusedAsync(Sign(foreign, new { alg = "ES256", typ = AccessToken.Type }, good));
    }

    [Fact]
    public async Task Key_that_the_token_brings_along_is_not_used()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var q = foreign.ExportParameters(includePrivateParameters: false).Q;
        var good = await GoodAsync();
        var jwk = new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(q.X), y = Base64Url.EncodeToString(q.Y), kid = Kid(good) };
        await RefusedAsync(Sign(foreign, new { alg = "ES256", typ = AccessToken.Type, kid = Kid(good), jwk }, good));
        await RefusedAsync(Sign(foreign, new { alg = "ES256", typ = AccessToken.Type, kid = Kid(good), jku = "http://127.0.0.1/keys" }, good));
    }

    [Theory]
    [InlineData("aud", "another-platform")]
    [InlineData("iss", "another-identity")]
    [InlineData("typ", "JWT")]
    [InlineData("typ", "lease")]
    [InlineData("alg", "ES384")]
    public async Task Token_of_our_key_for_another_purpose_is_refused(string what, string value)
    {
        var good = await GoodAsync();
        using var key = await OurKeyAsync();
        var claims = Tokens.Read(good).Deserialize<Dictionary<string, object>>()!;
        var header = Tokens.Header(good).Deserialize<Dictionary<string, object>>()!;
        (what is "typ" or "alg" ? header : claims)[what] = value;
        await RefusedAsync(Sign(key, header, $"x.{Encode(claims)}.x"));
    }

    [Theory]
    [InlineData(-15, -40, false)]
    [InlineData(-15, -20, true)]
    [InlineData(0, 40, false)]
    [InlineData(0, 20, true)]
    public async Task Token_counts_in_its_time_with_30_seconds_of_skew(int minutes, int seconds, bool good)
    {
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var sid = Guid.Parse(Tokens.Read((await identity.BeginSessionAsync(person)).AccessToken).GetProperty("sid").GetString()!);
        var issuedAt = identity.Time.GetUtcNow().AddMinutes(minutes).AddSeconds(seconds);
        var token = await identity.Services.GetRequiredService<TokenIssuer>()
            .ForPersonAsync(person.UserId, person.TenantId, person.Role, sid, mustChangePassword: false, issuedAt, CancellationToken.None);
        (await identity.CanCallAsync(token)).ShouldBe(good);
    }

    [Fact]
    public async Task Refresh_token_is_no_access_token()
    {
        var tokens = await identity.BeginSessionAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()));
        await RefusedAsync(tokens.RefreshToken!);
    }

    [Fact]
    public async Task Changed_claims_break_the_signature()
    {
        var good = await GoodAsync();
        var claims = Tokens.Read(good).Deserialize<Dictionary<string, object>>()!;
        claims["role"] = Roles.Admin;
        await RefusedAsync($"{good.Split('.')[0]}.{Encode(claims)}.{good.Split('.')[2]}");
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA")]
    [InlineData("x")]
    public async Task Rubbish_is_refused(string token) => await RefusedAsync(token);

    private async Task<string> GoodAsync() => (await identity.BeginSessionAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()))).AccessToken;

    private async Task<ECDsa> OurKeyAsync()
    {
        var key = (await identity.Services.GetRequiredService<SigningKeyRing>().CurrentAsync(CancellationToken.None)).ECDsa;
        return ECDsa.Create(key.ExportParameters(includePrivateParameters: true));
    }

    private async Task RefusedAsync(string token)
    {
        using var response = await identity.ClientWith(token).GetAsync("/api/auth/me");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, token);
        response.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
        (await response.CodeAsync()).ShouldBe("unauthenticated");
    }

    private static string Kid(string token) => Tokens.Header(token).GetProperty("kid").GetString()!;

    private static string Encode(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Sign(ECDsa key, object header, string claimsOf)
    {
        var signed = $"{Encode(header)}.{claimsOf.Split('.')[1]}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
