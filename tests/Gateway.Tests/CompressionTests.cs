using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Platform.Gateway.Tests;

/// <summary>Answers of the services are compressed for who takes it; those that hold tokens never are.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class CompressionTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Answer_comes_compressed_to_who_takes_it(string encoding)
    {
        using var client = gateway.Client("owner", 3);
        client.DefaultRequestHeaders.Add("Accept-Encoding", encoding);
        using var answer = await client.GetAsync("/api/devices?search=box");
        answer.Content.Headers.ContentEncoding.ShouldHaveSingleItem().ShouldBe(encoding);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        var echo = await JsonSerializer.DeserializeAsync<Echo>(plain, JsonSerializerOptions.Web);
        echo!.Path.ShouldBe("/api/devices");
        echo.Query.ShouldBe("?search=box");
    }

    [Fact]
    public async Task Answer_comes_plain_to_who_does_not_ask()
    {
        using var client = gateway.Client("owner", 3);
        using var answer = await client.GetAsync("/api/devices");
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await answer.Content.ReadFromJsonAsync<Echo>())!.Path.ShouldBe("/api/devices");
    }

    [Fact]
    public async Task Answer_with_tokens_is_never_compressed()
    {
        gateway.Stubs.Answer("POST", "/api/auth/refresh", _ => Results.Ok(new { access_token = "of the test" }));
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        using var answer = await client.PostAsync("/api/auth/refresh", null);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("of the test");
    }
}
