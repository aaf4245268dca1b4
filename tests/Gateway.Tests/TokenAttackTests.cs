using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Tests;

[Collection(nameof(GatewayCollection))]
public sealed class TokenAttackTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("none")]
    [InlineData("hs256")]
    [InlineData("foreign_key")]
    [InlineData("embedded_jwk")]
    [InlineData("expired")]
    [InlineData("changed_payload")]
    [InlineData("encrypted_form")]
    [InlineData("very_long")]
    [InlineData("not_a_token")]
    public async Task Forged_token_opens_neither_routes_nor_sockets(string attack)
    {
        var token = Forge(attack);
        using var client = gateway.Client(token: token);
        using var answer = await client.GetAsync("/api/devices");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
        using var socket = await gateway.ConnectAsync(token: null, query: $"token={Uri.EscapeDataString(token)}");
        socket.Status.ShouldBe(401);
    }

    private string Forge(string attack)
    {
        var good = gateway.Tokens.For("admin");
        var parts = good.Split('.');
        return attack switch
        {
            "none" => $"{Encode("""{"alg":"none","typ":"at+jwt","kid":"test"}""")}.{parts[1]}.",
            "hs256" => Hmac(parts[1]),
            "foreign_key" => Signed(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" }),
            "embedded_jwk" => Signed(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "mine" }),
            "expired" => gateway.Tokens.For("admin", life: TimeSpan.FromMinutes(-1)),
            "changed_payload" => $"{parts[0]}.{Encode(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("\"1\"", "\"2\""))}.{parts[2]}",
            "encrypted_form" => $"{good}.a.b",
            "very_long" => good + new string('A', 5000),
            _ => "pk",
        };
    }

    private static string Signed(SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = AccessToken.Issuer,
        Audience = AccessToken.Audience,
        Expires = DateTime.UtcNow.AddMinutes(5),
        TokenType = AccessToken.Type,
        Claims = new Dictionary<string, object> { [AccessToken.Subject] = "1", [AccessToken.Role] = "admin" },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
    });

    private static string Hmac(string payload)
    {
        var signed = $"{Encode("""{"alg":"HS256","typ":"at+jwt","kid":"test"}""")}.{payload}";
        return $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData("public key"u8.ToArray(), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));
}
