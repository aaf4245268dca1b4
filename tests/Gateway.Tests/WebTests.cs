using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Platform.Gateway.Tests;

[Collection(nameof(GatewayCollection))]
public sealed class WebTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/pits/4")]
    [InlineData("/sign-in")]
    public async Task Address_of_the_app_gives_its_page_and_is_asked_for_again(string path)
    {
        using var client = gateway.Client();
        using var answer = await client.GetAsync(path);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<title>app</title>");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task File_with_a_hash_in_its_name_is_kept_for_ever_and_sent_compressed()
    {
        using var client = gateway.Client();
        using var plain = await client.GetAsync("/assets/app-1a2b.js");
        (await plain.Content.ReadAsStringAsync()).ShouldBe("plain");
        plain.Headers.CacheControl!.ToString().ShouldContain("immutable");

        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        using var brotli = await client.GetAsync("/assets/app-1a2b.js");
        (await brotli.Content.ReadAsStringAsync()).ShouldBe("compressed");
        brotli.Content.Headers.ContentEncoding.ShouldHaveSingleItem().ShouldBe("br");
        brotli.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        brotli.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Theory]
    [InlineData("/manifest.webmanifest", "application/manifest+json")]
    [InlineData("/sw.js", "text/javascript")]
    [InlineData("/before-paint.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/icon-192.png", "image/png")]
    public async Task File_without_a_hash_has_its_type_and_is_asked_for_again(string path, string type)
    {
        using var client = gateway.Client();
        using var answer = await client.GetAsync(path);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(path[1..]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task Page_may_be_installed_and_runs_no_inline_script()
    {
        using var client = gateway.Client();
        using var answer = await client.GetAsync("/pits/4");
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        foreach (var part in new[] { "script-src 'self';", "style-src 'self';", "worker-src 'self';", "manifest-src 'self';" }) policy.ShouldContain(part);
        policy.ShouldNotContain("unsafe");
    }

    [Theory]
    [InlineData("/assets/gone.js")]
    [InlineData("/assets/gone")]
    [InlineData("/../Gateway.csproj")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd.txt")]
    public async Task File_that_is_missing_or_outside_is_not_there(string path)
    {
        using var client = gateway.Client();
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Status_page_tells_the_state_of_services_and_nothing_else()
    {
        using var client = gateway.Client();
        var page = await client.GetStringAsync("/status");
        foreach (var service in new[] { "gateway", "identity", "registry", "licensing", "telemetry", "operations", "notifications", "jobs" }) page.ShouldContain($"<td>{service}</td>");
        page.ShouldNotContain("127.0.0.1");
        page.ShouldNotContain("style=");
    }

    [Fact]
    public async Task Root_is_the_status_page_until_there_is_a_web_app()
    {
        await using var bare = gateway.WithWebHostBuilder(host => host.UseSetting("Web:Folder", ""));
        using var client = bare.CreateClient(new WebApplicationFactoryClientOptions());
        (await client.GetStringAsync("/")).ShouldContain("Platform status");
        (await client.GetAsync("/pits/4")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Documents_of_all_services_are_listed_and_hide_what_is_inside()
    {
        using var client = gateway.Client();
        var index = await client.GetFromJsonAsync<JsonElement>("/openapi");
        index.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("service").GetString()).ShouldBe(["identity", "jobs", "licensing", "notifications", "operations", "registry", "telemetry", "gateway"]);
        var identity = await client.GetStringAsync("/openapi/identity.json");
        identity.ShouldContain("/api/auth/login");
        identity.ShouldNotContain("/internal");
        (await client.GetStringAsync("/openapi/v1.json")).ShouldContain("/ws");
    }

    [Fact]
    public async Task Documentation_opens_without_inline_scripts()
    {
        using var client = gateway.Client();
        using var answer = await client.GetAsync("/docs/index.html");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("swagger-ui");
        page.Split("<script").Skip(1).ShouldAllBe(script => script.TrimStart().StartsWith("src=", StringComparison.Ordinal));
        (await client.GetStringAsync("/docs/index.js")).ShouldContain("/openapi/identity.json");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/status")]
    public async Task Page_may_be_looked_at_by_its_head_alone(string path)
    {
        using var client = gateway.Client();
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task Document_of_a_service_that_is_away_is_answered_with_503()
    {
        using var client = gateway.Client();
        await gateway.Telemetry.StopAsync();
        using var answer = await client.GetAsync("/openapi/telemetry.json");
        await gateway.Telemetry.StartAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Weaknesses_have_an_address()
    {
        using var client = gateway.Client();
        var text = await client.GetStringAsync("/.well-known/security.txt");
        text.ShouldContain("Contact: mailto:security@");
        text.ShouldContain("Expires: ");
    }

    [Fact]
    public async Task Health_names_what_the_gateway_itself_needs()
    {
        using var client = gateway.Client();
        var health = await client.GetFromJsonAsync<JsonElement>("/health");
        health.GetProperty("status").GetString().ShouldBe("healthy");
        (await client.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
