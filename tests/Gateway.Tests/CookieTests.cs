using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;

namespace Platform.Gateway.Tests;

/// <summary>The refresh token of browsers passes the gateway at <c>/api/auth</c> and nowhere else.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class CookieTests(GatewayFixture gateway)
{
    private const string Cookie = "platform_refresh=rt_0123";

    [Fact]
    public async Task Cookie_and_header_reach_identity_and_the_next_cookie_comes_back()
    {
        const string Next = "platform_refresh=rt_4567; max-age=604800; path=/api/auth; samesite=strict; httponly";
        string? seen = null;
        gateway.Stubs.Answer("POST", "/api/auth/refresh", http =>
        {
            seen = $"{http.Request.Headers.Cookie} {http.Request.Headers["X-Requested-With"]} {http.Request.ContentLength}";
            http.Response.Headers.SetCookie = Next;
            return Results.Ok();
        });
        using var client = gateway.Client();
        using var request = Request(HttpMethod.Post, "/api/auth/refresh");
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.ShouldBe($"{Cookie} platform-web 0");
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldBe(Next);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/users")]
    [InlineData("/api/tenants/3")]
    [InlineData("/api/devices")]
    [InlineData("/api/licenses")]
    [InlineData("/api/pits/4/sensors/latest")]
    public async Task Cookie_goes_to_no_other_route(string path)
    {
        using var client = gateway.Client("owner", 3);
        using var request = Request(HttpMethod.Get, path);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<Echo>())!.Headers.ShouldNotContainKey("cookie");
    }

    [Theory]
    [InlineData("/api/auth/me")]
    [InlineData("/api/users")]
    [InlineData("/api/devices")]
    public async Task Cookie_alone_signs_nobody_in(string path)
    {
        using var client = gateway.Client();
        using var request = Request(HttpMethod.Get, path);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(GatewayFixture.Friend)]
    [InlineData(GatewayFixture.Foreign)]
    public async Task Page_of_another_origin_may_neither_send_the_header_nor_the_cookie(string origin)
    {
        using var client = gateway.Client();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/auth/refresh");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-requested-with");
        using var answer = await client.SendAsync(preflight);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        var allowed = answer.Headers.TryGetValues("Access-Control-Allow-Headers", out var headers) ? string.Join(',', headers) : "";
        allowed.ShouldNotContain("x-requested-with", Case.Insensitive);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", Cookie);
        request.Headers.Add("X-Requested-With", "platform-web");
        return request;
    }
}
