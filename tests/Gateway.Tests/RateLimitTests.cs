using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Gateway.Door;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

[Collection(nameof(GatewayCollection))]
public sealed class RateLimitTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Hundred_and_first_request_of_an_address_is_refused_and_says_until_when()
    {
        using var client = gateway.Client();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++) answers.Add((await client.GetAsync("/api/devices")).StatusCode);
        answers.ShouldAllBe(a => a == HttpStatusCode.Unauthorized);

        using var refused = await client.GetAsync("/api/devices");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("limit").GetInt32().ShouldBe(100);
        problem.GetProperty("used").GetInt32().ShouldBe(100);
        var wait = refused.Headers.RetryAfter!.Delta!.Value;
        wait.TotalSeconds.ShouldBeInRange(30, 61);
        (problem.GetProperty("resets_at").GetDateTimeOffset() - DateTimeOffset.UtcNow - wait).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Signed_in_people_of_one_address_share_its_limit_and_files_do_not_count()
    {
        var from = GatewayFixture.NewAddress();
        using var one = gateway.Client("owner", 3, userId: 1, from: from);
        using var two = gateway.Client("staff", 3, userId: 2, from: from);
        for (var i = 0; i < 150; i++) (await one.GetAsync(i % 2 == 0 ? "/" : "/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 50; i++)
        {
            (await one.GetAsync("/API/devices")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await two.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await one.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await two.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Five_hundred_agents_with_keys_of_their_own_work_behind_one_address()
    {
        using var client = gateway.Client();
        var keys = Enumerable.Range(0, 500).Select(_ => gateway.NewApiKey()).ToArray();
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(keys.Select(key => StatusAsync(client, key)));
            answers.ShouldAllBe(a => a == HttpStatusCode.OK);
        }

        // People behind the same address still have their own hundred.
        (await client.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        gateway.KeyQuestions.Where(q => keys.Contains(q.Key)).ShouldAllBe(q => q.Value == 1);
    }

    [Fact]
    public async Task One_key_has_a_limit_of_its_own_from_all_addresses_together()
    {
        var key = gateway.NewApiKey();
        using var here = gateway.Client();
        using var there = gateway.Client();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 302; i++)
        {
            answers.Add(await StatusAsync(here, key));
            answers.Add(await StatusAsync(there, key));
        }

        answers.Count(a => a == HttpStatusCode.OK).ShouldBe(600);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(4);
    }

    [Fact]
    public async Task Guessed_keys_count_for_the_address_and_stop_reaching_Identity()
    {
        using var client = gateway.Client();
        var guesses = Enumerable.Range(0, 130).Select(i => $"pk_guess{Guid.NewGuid():N}").ToArray();
        var answers = new List<HttpStatusCode>();
        foreach (var guess in guesses) answers.Add(await StatusAsync(client, guess));
        answers.Count(a => a == HttpStatusCode.Unauthorized).ShouldBe(100);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(30);
        gateway.KeyQuestions.Keys.Count(guesses.Contains).ShouldBe(100);
    }

    [Fact]
    public async Task Known_key_works_on_while_somebody_behind_its_address_guesses()
    {
        var key = gateway.NewApiKey();
        using var client = gateway.Client();
        (await StatusAsync(client, key)).ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 105; i++) await StatusAsync(client, "pk_guess0123456789abcdef");
        (await StatusAsync(client, key)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Devices_behind_one_address_have_limits_of_their_own_and_wrong_secrets_do_not()
    {
        using var client = gateway.Client();
        for (var i = 0; i < 300; i++) (await DeviceAsync(client, $"ESP32-{i}", "secret")).ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 100; i++) (await DeviceAsync(client, $"ESP32-G{i}", "guess")).ShouldBe(HttpStatusCode.Unauthorized);
        (await DeviceAsync(client, "ESP32-G", "guess")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await DeviceAsync(client, "ESP32-7", "secret")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Callbacks_of_a_provider_have_a_limit_beside_that_of_their_address()
    {
        var from = GatewayFixture.NewAddress();
        using var provider = gateway.Client(from: from);
        using var person = gateway.Client("owner", 3, from: from);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 300; i++) answers.Add(await ReportAsync(provider, new FormUrlEncodedContent([new("MessageStatus", "delivered")])));
        answers.ShouldAllBe(a => a == HttpStatusCode.OK);

        // The address has all of its hundred left, and callbacks pass when they are used up.
        for (var i = 0; i < 100; i++) (await person.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ReportAsync(provider, new FormUrlEncodedContent([]))).ShouldBe(HttpStatusCode.OK);

        // What is no callback does not pass as one.
        using var other = await provider.GetAsync($"/api/webhooks/twilio/{Guid.NewGuid()}");
        other.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Callbacks_of_one_address_are_bounded_in_number_and_size()
    {
        using var provider = gateway.Client();
        using var largest = new ByteArrayContent(new byte[16_384]);
        using var larger = new ByteArrayContent(new byte[16_385]);
        (await ReportAsync(provider, largest)).ShouldBe(HttpStatusCode.OK);
        (await ReportAsync(provider, larger)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var unsaid = new StreamContent(new MemoryStream(new byte[16_385]));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/twilio/{Guid.NewGuid()}") { Content = unsaid, Headers = { TransferEncodingChunked = true } };
        using var refused = await provider.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        var limits = gateway.Services.GetRequiredService<RequestLimits>();
        var bucket = new Bucket(BucketKind.Callbacks, "198.51.100.7");
        for (var i = 0; i < 3_000; i++) limits.Charge(bucket);
        limits.HasRoom(bucket).ShouldBeFalse();
        limits.HasRoom(bucket with { Key = "198.51.100.8" }).ShouldBeTrue();
    }

    [Fact]
    public void Sliding_minute_lets_as_many_pass_again_as_have_left_it()
    {
        var time = new ShiftedTime();
        using var count = new SlidingCount(10, time);
        for (var i = 0; i < 10; i++)
        {
            count.AttemptAcquire().IsAcquired.ShouldBeTrue();
            if (i == 4) time.Advance(TimeSpan.FromSeconds(30));
        }

        using var refused = count.AttemptAcquire();
        refused.IsAcquired.ShouldBeFalse();
        refused.TryGetMetadata(System.Threading.RateLimiting.MetadataName.RetryAfter, out var wait).ShouldBeTrue();
        wait.TotalSeconds.ShouldBeInRange(20, 35);
        count.AttemptAcquire(0).IsAcquired.ShouldBeFalse();
        time.Advance(wait);
        count.AttemptAcquire(0).IsAcquired.ShouldBeTrue();
        Enumerable.Range(0, 10).Count(_ => count.AttemptAcquire().IsAcquired).ShouldBe(5);
        count.IdleDuration.ShouldBeNull();
        time.Advance(TimeSpan.FromMinutes(2));
        count.GetStatistics()!.CurrentAvailablePermits.ShouldBe(10);
        count.IdleDuration!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Memory_of_recent_credentials_is_bounded_and_keeps_what_is_used()
    {
        var recent = new Recent<int, int>(3);
        foreach (var n in (int[])[1, 2, 3]) recent.Set(n, n);
        recent.TryGet(1, out _).ShouldBeTrue();
        recent.Set(4, 4);
        recent.Count.ShouldBe(3);
        recent.TryGet(2, out _).ShouldBeFalse();
        recent.TryGet(1, out _).ShouldBeTrue();
        recent.RemoveWhere(n => n == 1);
        recent.TryGet(1, out _).ShouldBeFalse();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/devices");
        request.Headers.Add("X-API-Key", key);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> ReportAsync(HttpClient client, HttpContent content)
    {
        using var answer = await client.PostAsync($"/api/webhooks/twilio/{Guid.NewGuid()}", content);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> DeviceAsync(HttpClient client, string id, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/device/license");
        request.Headers.Authorization = DoorTests.Basic(id, secret);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
