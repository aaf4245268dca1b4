using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;

namespace Platform.Gateway.Tests;

[Collection(nameof(GatewayCollection))]
public sealed class DoorTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Headers_that_only_the_platform_may_set_are_dropped()
    {
        var from = GatewayFixture.NewAddress();
        using var client = gateway.Client("owner", 3, from: from);
        string[] forged = ["X-Tenant-Id", "X-User", "X-User-Id", "X-Forwarded-User", "X-Forwarded-Prefix", "X-Original-URL", "X-Rewrite-URL", "X-Real-IP", "X-Role", "Forwarded", "X-HTTP-Method-Override", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"];
        foreach (var header in forged) client.DefaultRequestHeaders.TryAddWithoutValidation(header, "forged");
        var seen = (await client.GetFromJsonAsync<Echo>("/api/devices"))!;
        seen.Headers.Values.ShouldNotContain(v => v.Contains("forged"));
        seen.Headers["x-forwarded-for"].ShouldBe(from.ToString());
        seen.Headers["x-forwarded-proto"].ShouldBe("http");
        seen.Headers["x-forwarded-host"].ShouldBe(gateway.Address.Authority);
    }

    [Fact]
    public async Task Load_balancer_that_is_trusted_tells_the_clients_address_and_nobody_else_does()
    {
        await using var behind = gateway.WithWebHostBuilder(host => host.UseSetting("Door:TrustedProxies:0", "127.0.0.1"));
        using var client = behind.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Tokens.For("owner", 3));
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.9, 203.0.113.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Tenant-Id", "forged");
        var seen = (await client.GetFromJsonAsync<Echo>("/api/devices"))!;
        seen.Headers["x-forwarded-for"].ShouldBe("203.0.113.7");
        seen.Headers["x-forwarded-proto"].ShouldBe("https");
        seen.Headers.Values.ShouldNotContain(v => v.Contains("forged") || v.Contains("198.51"));
    }

    [Fact]
    public async Task Options_with_errors_are_refused_at_start_all_at_once()
    {
        await using var wrong = gateway.WithWebHostBuilder(host => host.UseSetting("Door:TrustedProxies:0", "balancer").UseSetting("Door:AllowedOrigins:0", "app.example.com/"));
        var refusal = Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => wrong.CreateClient());
        refusal.Failures.Count().ShouldBe(2);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Trace_context_reaches_the_service_and_names_the_request()
    {
        using var client = gateway.Client("owner", 3);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/devices");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var answer = await client.SendAsync(request);
        (await answer.Content.ReadFromJsonAsync<Echo>())!.Headers["traceparent"].ShouldContain("0af7651916cd43dd8448eb211c80319c");
        answer.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem().ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    [Theory]
    [InlineData("/api/devices")]
    [InlineData("/api/nothing")]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/docs/index.html")]
    public async Task Every_answer_has_the_security_headers_and_a_request_id(string path)
    {
        using var client = gateway.Client();
        using var answer = await client.GetAsync(path);
        var headers = answer.Headers;
        headers.GetValues("X-Request-Id").ShouldHaveSingleItem().ShouldNotBeEmpty();
        headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("no-referrer");
        headers.GetValues("Permissions-Policy").ShouldHaveSingleItem().ShouldBe("camera=(self), microphone=(), geolocation=(self), payment=(), usb=()");
        var policy = headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("script-src 'self';");
        if (!path.StartsWith("/docs", StringComparison.Ordinal)) policy.ShouldNotContain("unsafe");
        headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Services_do_not_say_what_they_run_on()
    {
        using var client = gateway.Client("owner", 3);
        using var answer = await client.GetAsync("/api/devices");
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Service_that_is_away_is_answered_with_503_and_comes_back_by_itself()
    {
        using var client = gateway.Client("owner", 3);
        await gateway.Licensing.StopAsync();
        using var answer = await client.GetAsync("/api/violations");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("service_unavailable");
        await gateway.Licensing.StartAsync();
        await TestKit.Eventually.BecomesTrueAsync(async () => (await client.GetAsync("/api/violations")).IsSuccessStatusCode, "licensing is back");
    }

    [Fact]
    public async Task Service_that_hangs_is_answered_with_503_within_ten_seconds()
    {
        using var client = gateway.Client("owner", 3);
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync("/api/devices/hang");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "its limit is nine; the rest is what a busy machine adds");
    }

    [Fact]
    public async Task Request_that_is_kept_going_is_answered_with_503_after_ten_seconds_all_the_same()
    {
        using var client = gateway.Client("owner", 3);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/devices/trickle") { Content = new TricklingContent(TimeSpan.FromSeconds(6)) };
        var watch = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("service_unavailable");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "its limit is ten; the rest is what a busy machine adds");
    }

    [Theory]
    [InlineData(1024 * 1024, false, HttpStatusCode.OK)]
    [InlineData((1024 * 1024) + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData((1024 * 1024) + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_over_the_limit_is_refused(int size, bool chunked, HttpStatusCode expected)
    {
        using var client = gateway.Client("owner", 3);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/devices") { Content = new ByteArrayContent(new byte[size]) };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.OK) (await answer.Content.ReadFromJsonAsync<Echo>())!.Body.ShouldBe(size);
        else answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData(GatewayFixture.Friend, true)]
    [InlineData(GatewayFixture.Foreign, false)]
    [InlineData("null", false)]
    [InlineData("https://app.example.com.evil.example", false)]
    public async Task Pages_of_other_origins_may_call_only_when_listed(string origin, bool allowed)
    {
        using var client = gateway.Client();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/devices");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "PATCH");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        using var answer = await client.SendAsync(preflight);
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins);
        (origins?.SingleOrDefault() == origin).ShouldBe(allowed);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Fact]
    public async Task No_token_is_answered_with_401_and_what_to_do()
    {
        using var client = gateway.Client();
        using var answer = await client.GetAsync("/api/devices");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Ended_session_is_refused_although_its_token_is_in_its_time()
    {
        var session = Guid.NewGuid();
        using var client = gateway.Client("owner", 3, session: session);
        (await client.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await gateway.Bus.PublishAsync(new Contracts.Identity.SessionRevoked(session, 1, "sign_out", DateTimeOffset.UtcNow));
        await TestKit.Eventually.BecomesTrueAsync(async () => (await client.GetAsync("/api/devices")).StatusCode == HttpStatusCode.Unauthorized, "the session is refused", TimeSpan.FromSeconds(15));
        using var open = await client.PostAsync("/api/auth/login", new StringContent("{}", Encoding.UTF8, "application/json"));
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Device_is_told_by_its_own_credentials_and_they_reach_the_service()
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Authorization = Basic("ESP32-A", "secret");
        var seen = (await client.GetFromJsonAsync<Echo>("/api/device/license"))!;
        seen.Service.ShouldBe("licensing");
        seen.Headers["authorization"].ShouldStartWith("Basic ");
    }

    /// <summary>A body that comes a little at a time, so that the connection is never idle.</summary>
    private sealed class TricklingContent(TimeSpan during) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < during && await timer.WaitForNextTickAsync();)
            {
                await stream.WriteAsync(new byte[500]);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    internal static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
}
