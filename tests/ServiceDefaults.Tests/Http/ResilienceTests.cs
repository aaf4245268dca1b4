using System.Diagnostics;
using System.Net;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Outgoing calls: what is tried again, how often, and how long it may take.</summary>
public sealed class ResilienceTests
{
    [Theory]
    [InlineData("GET", 3)]
    [InlineData("PUT", 3)]
    [InlineData("DELETE", 3)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    public async Task Call_that_fails_is_tried_again_only_when_that_is_safe(string method, int calls)
    {
        using var far = new FarSide(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        using var http = far.Client();

        using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "http://far/"));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        far.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task Call_that_works_the_second_time_gives_its_answer_and_lets_go_of_the_first()
    {
        var first = new TrackedContent();
        using var far = new FarSide(n => n == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = first } : new HttpResponseMessage(HttpStatusCode.OK));
        using var http = far.Client();

        using var answer = await http.GetAsync("http://far/");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Refusal_is_an_answer_and_is_not_tried_again()
    {
        using var far = new FarSide(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        using var http = far.Client();

        using var answer = await http.GetAsync("http://far/");

        far.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Service_that_keeps_failing_is_left_alone_for_a_while()
    {
        using var far = new FarSide(_ => throw new HttpRequestException("refused"));
        using var http = far.Client();
        for (var i = 0; i < 10; i++) await Should.ThrowAsync<HttpRequestException>(() => http.PostAsync("http://far/", content: null));

        var error = await Should.ThrowAsync<HttpRequestException>(() => http.PostAsync("http://far/", content: null));

        far.Calls.ShouldBe(10);
        error.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Service_that_hangs_does_not_hold_a_caller_up()
    {
        using var far = new FarSide(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return new HttpResponseMessage();
        });
        using var http = far.Client();

        var watch = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("http://far/"));

        error.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "its limit is nine; the rest is what a busy machine adds");
    }

    [Fact]
    public async Task Caller_who_gives_up_ends_the_call()
    {
        using var far = new FarSide(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return new HttpResponseMessage();
        });
        using var http = far.Client();
        using var giveUp = new CancellationTokenSource();
        var call = http.GetAsync("http://far/", giveUp.Token);
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    private sealed class FarSide(Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        private int calls;

        public FarSide(Func<int, HttpResponseMessage> answer)
            : this((n, _) => Task.FromResult(answer(n)))
        {
        }

        public int Calls => Volatile.Read(ref calls);

        public HttpClient Client() => new(new ResilienceHandler { InnerHandler = this }, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await answer(Interlocked.Increment(ref calls), cancellationToken);
    }

    private sealed class TrackedContent() : ByteArrayContent([1])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
