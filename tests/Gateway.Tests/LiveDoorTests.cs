using System.Diagnostics;
using Platform.Contracts.Identity;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>Who may open a socket, how many, and until when.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class LiveDoorTests(GatewayFixture gateway)
{
    private static int lastTenant = 1500;

    private readonly int tenant = Interlocked.Increment(ref lastTenant);

    [Theory]
    [InlineData(null, "", null, 401)]
    [InlineData("garbage", "", null, 401)]
    [InlineData(null, "token=garbage", null, 401)]
    [InlineData("good", "", GatewayFixture.Foreign, 403)]
    [InlineData("good", "", "null", 403)]
    [InlineData("good", "", GatewayFixture.Friend, 101)]
    [InlineData("good", "", null, 101)]
    public async Task Socket_opens_only_with_a_token_and_from_a_page_that_may(string? token, string query, string? origin, int expected)
    {
        using var socket = await gateway.ConnectAsync(token == "good" ? gateway.Tokens.For("owner", tenant) : token, query, origin);
        socket.Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Own_page_may_open_a_socket()
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant), origin: $"http://{gateway.Address.Authority}");
        socket.Status.ShouldBe(101);
        socket.Subprotocol.ShouldBe("bearer");
    }

    [Theory]
    [InlineData("service")]
    [InlineData("api_key")]
    public async Task Sockets_are_for_people(string role)
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For(role, tenant));
        socket.Status.ShouldBe(401);
    }

    [Fact]
    public async Task Token_in_the_address_is_in_no_log_and_no_trace()
    {
        var tags = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => tags.Enqueue($"{a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        var token = gateway.Tokens.For("owner", tenant);
        using (var socket = await gateway.ConnectAsync(null, $"token={token}")) await socket.UntilPongAsync();
        using (var refused = await gateway.ConnectAsync(null, $"token={token}x")) refused.Status.ShouldBe(401);
        await Eventually.BecomesTrueAsync(() => tags.Any(t => t.Contains("/ws", StringComparison.Ordinal)), "the trace of the request is seen");
        var secret = token.Split('.')[2];
        gateway.Log.Where(line => line.Contains(secret)).ShouldBeEmpty();
        tags.Where(t => t.Contains(secret)).ShouldBeEmpty();
        gateway.Log.ShouldContain(line => line.Contains("/ws"), "the log is looked at closely enough to find it");
    }

    [Fact]
    public async Task Ended_session_closes_its_socket()
    {
        var session = Guid.NewGuid();
        var token = gateway.Tokens.For("owner", tenant, session: session);
        using var socket = await gateway.ConnectAsync(token);
        using var other = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        await socket.UntilPongAsync();
        await gateway.Bus.PublishAsync(new SessionRevoked(session, 1, "sign_out", DateTimeOffset.UtcNow));
        (await socket.NextAsync()).ShouldBeNull();
        socket.CloseCode.ShouldBe(4403);
        (await other.UntilPongAsync()).ShouldBeEmpty();
        using var again = await gateway.ConnectAsync(token);
        again.Status.ShouldBe(401);
    }

    [Fact]
    public async Task Socket_ends_with_its_token_unless_a_new_one_comes()
    {
        using var renews = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, life: TimeSpan.FromSeconds(3)));
        await renews.SayAsync($$"""{"token":"{{gateway.Tokens.For("owner", tenant)}}"}""");
        (await renews.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("token_renewed");

        // Its token is the later one: when it has ended, so has the other's first.
        using var ends = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, life: TimeSpan.FromSeconds(3)));
        (await ends.NextAsync()).ShouldBeNull();
        ends.CloseCode.ShouldBe(4401);
        (await renews.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_of_somebody_else_ends_the_socket()
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("staff", tenant, 71));
        await socket.SayAsync($$"""{"token":"{{gateway.Tokens.For("owner", tenant, 72)}}"}""");
        (await socket.NextAsync()).ShouldBeNull();
        socket.CloseCode.ShouldBe(4401);
    }

    [Fact]
    public async Task User_may_have_so_many_sockets_and_places_come_back()
    {
        var open = new List<TestSocket>();
        for (var i = 0; i < 5; i++) open.Add(await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 6000 + tenant)));
        open.ShouldAllBe(s => s.Status == 101);
        using (var refused = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 6000 + tenant))) refused.Status.ShouldBe(429);
        foreach (var socket in open) socket.Dispose();
        await Eventually.BecomesTrueAsync(async () =>
        {
            using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 6000 + tenant));
            return socket.Status == 101;
        }, "a place is free again");
    }
}
