using Microsoft.Extensions.DependencyInjection;
using Platform.Gateway.Live;
using Platform.Messaging;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>That there is something new to read hears the person whom it is for, on every open page, and nobody else.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class LiveMessageTests(GatewayFixture gateway)
{
    private const int Tenant = 8811, OtherTenant = 8812;
    private const long Mine = 88_101, Other = 88_102;

    [Theory]
    [InlineData("owner")]
    [InlineData("staff")]
    [InlineData("customer")]
    public async Task Message_reaches_the_person_whom_it_is_for_and_nobody_else_of_the_tenant(string role)
    {
        using var mine = await gateway.ConnectAsync(gateway.Tokens.For(role, Tenant, Mine));
        using var phone = await gateway.ConnectAsync(gateway.Tokens.For(role, Tenant, Mine));
        TestSocket[] others =
        [
            await gateway.ConnectAsync(gateway.Tokens.For("owner", Tenant, Other)), await gateway.ConnectAsync(gateway.Tokens.For(role, Tenant, Other + 1)),
            await gateway.ConnectAsync(gateway.Tokens.For(role, OtherTenant, Mine)), await gateway.ConnectAsync(gateway.Tokens.For("admin", userId: Other + 2)),
        ];
        await others[3].SayAsync("""{"subscribe":{"tenant_id":"*"}}""");
        (await others[3].NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("subscribed");
        // Pits that somebody narrows the picture to do not keep messages away.
        await mine.SayAsync("""{"subscribe":{"pits":[1]}}""");
        (await mine.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("subscribed");
        await Eventually.BecomesTrueAsync(() => gateway.Services.GetRequiredService<LiveFeed>().Bound.Contains("#"), "all events arrive");

        await PublishAsync(Tenant, Mine, "alert_raised");

        foreach (var socket in new[] { mine, phone }) (await socket.NextAsync())!.Value.GetProperty("kind").GetString().ShouldBe("alert_raised");
        foreach (var socket in others)
        {
            (await socket.UntilPongAsync()).ShouldBeEmpty();
            socket.Dispose();
        }
    }

    [Fact]
    public async Task Message_without_a_person_reaches_nobody()
    {
        const int tenant = 8813;
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, Mine));
        await gateway.BoundAsync(tenant);
        await gateway.Services.GetRequiredService<LivePublisher>().PublishAsync(tenant, null, "message", new { type = "message", kind = "alert_raised" }, CancellationToken.None);
        await gateway.PublishLiveAsync(tenant, null, "d1", 7, "device_status");
        (await owner.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("device_status");
    }

    /// <summary>Admins hear of tenants what they ask for; what is for themselves they need not ask for.</summary>
    [Fact]
    public async Task Admin_who_watches_nobody_hears_of_own_messages_and_of_no_other_admins()
    {
        const long admin = 88_110;
        using var mine = await gateway.ConnectAsync(gateway.Tokens.For("admin", userId: admin));
        using var other = await gateway.ConnectAsync(gateway.Tokens.For("admin", userId: admin + 1));
        await Eventually.BecomesTrueAsync(() => gateway.Services.GetRequiredService<LiveFeed>().Bound.Overlaps(["0.0.message", "#"]), "what is for admins arrives");

        await PublishAsync(0, admin, "alert_raised");
        (await mine.NextAsync())!.Value.GetProperty("user_id").GetInt64().ShouldBe(admin);

        // The next one is what the other hears first.
        await PublishAsync(0, admin + 1, "alert_cleared");
        (await other.NextAsync())!.Value.GetProperty("kind").GetString().ShouldBe("alert_cleared");
        (await mine.UntilPongAsync()).ShouldBeEmpty();
    }

    private Task PublishAsync(int tenant, long person, string kind) => gateway.Services.GetRequiredService<LivePublisher>()
        .PublishAsync(tenant, null, "message", new { type = "message", user_id = person, change = "new", message_id = Guid.NewGuid(), kind }, CancellationToken.None);
}
