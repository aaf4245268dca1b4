using System.Buffers.Text;

namespace Platform.Identity.Tests;

/// <summary>Looks into JWTs.</summary>
internal static class Tokens
{
    public static JsonElement Read(string token) => Part(token, 1);

    public static JsonElement Header(string token) => Part(token, 0);

    private static JsonElement Part(string token, int index) => JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(token.Split('.')[index]));
}
