using Microsoft.Extensions.DependencyInjection;
using Platform.Access;
using Platform.Gateway.Live;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>Live events of a device that was shared with somebody of another tenant.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class SharedDeviceTests(GatewayFixture gateway)
{
    private static int last = 5000;

    private readonly int theirs = Interlocked.Increment(ref last);
    private readonly int mine = Interlocked.Increment(ref last);
    private readonly long me = 90_000 + Interlocked.Increment(ref last);

    private string Device => $"RY4-{theirs}";

    [Theory]
    [InlineData("owner")]
    [InlineData("staff")]
    [InlineData("customer")]
    public async Task Sharer_gets_what_tells_of_that_device_and_nothing_else_of_the_tenant(string role)
    {
        await gateway.ShareAsync(Device, theirs, me, 1);
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For(role, mine, me));
        await gateway.BoundAsync(theirs);
        await gateway.PublishLiveAsync(theirs, null, "RY4-OTHER", 1, "device_state");
        await gateway.PublishLiveAsync(theirs, null, Device, 2, "license_switch");
        await gateway.PublishLiveAsync(theirs, null, Device, 3, "job_status");
        string[] kinds = ["device_status", "device_state", "device_config", "command_status", "sensor_update"];
        foreach (var kind in kinds) await gateway.PublishLiveAsync(theirs, null, Device, 4, kind);

        foreach (var kind in kinds)
        {
            var live = (await socket.NextAsync())!.Value;
            (live.GetProperty("type").GetString(), live.GetProperty("device_id").GetString()).ShouldBe((kind, Device));
        }

        (await socket.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Share_counts_on_an_open_socket_and_so_does_its_end()
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", mine, me));
        await socket.UntilPongAsync();
        Bound.ShouldNotContain($"{theirs}.#");

        await gateway.ShareAsync(Device, theirs, me, 1);
        await gateway.BoundAsync(theirs);
        await gateway.PublishLiveAsync(theirs, null, Device, 1, "device_state");
        (await socket.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(1);

        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", theirs));
        await owner.UntilPongAsync();
        await gateway.ShareAsync(Device, theirs, me, 2, level: null);
        await gateway.PublishLiveAsync(theirs, null, Device, 2, "device_state");
        (await owner.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(2);
        (await socket.UntilPongAsync()).ShouldBeEmpty();

        owner.Dispose();
        await Eventually.BecomesTrueAsync(() => !Bound.Contains($"{theirs}.#"), "events that nobody here needs stop coming");
    }

    [Fact]
    public async Task Guest_access_ends_by_the_clock()
    {
        await gateway.ShareAsync(Device, theirs, me, 1, until: DateTimeOffset.UtcNow + TimeSpan.FromSeconds(3));
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", mine, me));
        await gateway.BoundAsync(theirs);
        await gateway.PublishLiveAsync(theirs, null, Device, 1, "device_state");
        (await socket.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(1);

        await Eventually.BecomesTrueAsync(() => !Bound.Contains($"{theirs}.#"), "the tenant's events stop coming");
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", theirs));
        await gateway.BoundAsync(theirs);
        await gateway.PublishLiveAsync(theirs, null, Device, 2, "device_state");
        (await owner.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(2);
        (await socket.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Staff_and_customers_get_a_device_of_their_own_tenant_beside_their_pits_and_each_event_once()
    {
        await gateway.PermitAsync(me, mine, 1, 4);
        await gateway.ShareAsync(Device, mine, me, 1);
        using var staff = await gateway.ConnectAsync(gateway.Tokens.For("staff", mine, me));
        await gateway.BoundAsync(mine);
        await gateway.PublishLiveAsync(mine, 5, Device, 1, "license_switch");
        await gateway.PublishLiveAsync(mine, 5, "elsewhere", 2, "device_status");
        await gateway.PublishLiveAsync(mine, 5, Device, 3, "device_status");
        await gateway.PublishLiveAsync(mine, 4, Device, 4, "device_status");
        (await staff.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(3);
        (await staff.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(4);
        (await staff.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Share_of_a_former_owner_opens_nothing_of_the_next_one()
    {
        var next = Interlocked.Increment(ref last);
        await gateway.ShareAsync(Device, theirs, me, 1);
        await gateway.ShareAsync("RY4-STILL", next, me, 1);
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", mine, me));
        await gateway.BoundAsync(next);
        await gateway.PublishLiveAsync(next, null, Device, 1, "device_state");
        await gateway.PublishLiveAsync(next, null, "RY4-STILL", 2, "device_state");
        (await socket.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Stranger_and_admin_get_nothing_by_somebody_elses_share()
    {
        await gateway.ShareAsync(Device, theirs, me, 1);
        await gateway.ShareAsync(Device, theirs, me + 1_000_000, 1);
        using var sharer = await gateway.ConnectAsync(gateway.Tokens.For("owner", mine, me));
        using var stranger = await gateway.ConnectAsync(gateway.Tokens.For("owner", mine, me + 2_000_000));
        using var admin = await gateway.ConnectAsync(gateway.Tokens.For("admin", userId: me + 1_000_000));
        await gateway.BoundAsync(theirs);
        await gateway.PublishLiveAsync(theirs, null, Device, 1, "device_state");
        (await sharer.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(1);
        (await stranger.UntilPongAsync()).ShouldBeEmpty();
        (await admin.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Shares_from_before_the_start_are_read_from_the_registry() =>
        gateway.Services.GetRequiredService<DeviceAccess>().MaySee(GatewayFixture.SharedBefore.UserId, GatewayFixture.SharedBefore.TenantId, GatewayFixture.SharedBefore.DeviceId).ShouldBeTrue();

    private IReadOnlySet<string> Bound => gateway.Services.GetRequiredService<LiveFeed>().Bound;
}
