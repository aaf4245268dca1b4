using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Notifications.Push;

namespace Platform.Notifications.Tests;

/// <summary>The cryptography of push messages, against the RFCs.</summary>
public sealed class PushTests
{
    /// <summary>RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void Encryption_gives_the_message_of_the_rfc()
    {
        var sender = B("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var own = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = B("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });

        var message = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8, B("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), B("BTBZMqHH6r4Tts7J_aSIgg"), own, B("DGv6ra1nlYgDCS1FRnbzlw"));

        Base64Url.EncodeToString(message).ShouldBe(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    /// <summary>RFC 8292: a JWT for the push service's origin, signed with the key that is told beside it.</summary>
    [Fact]
    public void Platform_shows_who_it_is_to_that_push_service_only()
    {
        using var keys = new PushKeys("a-secret-of-the-tests-0123456789-abcdef", "mailto:ops@example.com");
        using var again = new PushKeys("a-secret-of-the-tests-0123456789-abcdef", "mailto:ops@example.com");
        again.PublicKey.ShouldBe(keys.PublicKey);
        var now = DateTimeOffset.UnixEpoch.AddDays(20_000);

        var header = keys.Authorization(new Uri("https://push.example.com:8443/send/abc"), now);

        var (token, key) = (header["vapid t=".Length..header.IndexOf(',', StringComparison.Ordinal)], header[(header.IndexOf("k=", StringComparison.Ordinal) + 2)..]);
        key.ShouldBe(keys.PublicKey);
        var parts = token.Split('.');
        var claims = JsonSerializer.Deserialize<JsonElement>(B(parts[1]));
        claims.GetProperty("aud").GetString().ShouldBe("https://push.example.com:8443");
        claims.GetProperty("sub").GetString().ShouldBe("mailto:ops@example.com");
        DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()).ShouldBeInRange(now.AddHours(1), now.AddHours(24));
        var point = B(key);
        using var verifier = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), B(parts[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", true)]
    [InlineData("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIBiw4", false)]
    public void Key_is_a_point_of_the_curve_or_none(string key, bool isPoint) => PushEncryption.IsPoint(B(key)).ShouldBe(isPoint);

    private static byte[] B(string text) => Base64Url.DecodeFromChars(text);
}
