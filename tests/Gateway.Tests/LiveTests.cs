using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Identity;
using Platform.Gateway.Live;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>Who hears what on an open socket, and what may be asked of it.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class LiveTests(GatewayFixture gateway)
{
    private static int lastTenant = 1000;

    private readonly int tenant = Interlocked.Increment(ref lastTenant);

    [Fact]
    public async Task Event_reaches_the_own_tenant_by_either_form_of_the_token_and_no_other_tenant()
    {
        var other = Interlocked.Increment(ref lastTenant);
        using var byProtocol = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        using var byQuery = await gateway.ConnectAsync(null, $"token={gateway.Tokens.For("owner", tenant)}");
        using var foreign = await gateway.ConnectAsync(gateway.Tokens.For("owner", other));
        await gateway.BoundAsync(tenant);
        await gateway.BoundAsync(other);
        await gateway.PublishLiveAsync(tenant, 1, "d1", 42);
        foreach (var socket in new[] { byProtocol, byQuery }) (await socket.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(42);

        await gateway.PublishLiveAsync(other, 1, "d9", 7);
        (await foreign.NextAsync())!.Value.GetProperty("device_id").GetString().ShouldBe("d9");
        (await foreign.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Staff_get_the_events_of_their_pits_until_the_permission_is_taken_away()
    {
        await gateway.PermitAsync(7001, tenant, 1, 4);
        using var staff = await gateway.ConnectAsync(gateway.Tokens.For("staff", tenant, 7001));
        using var stranger = await gateway.ConnectAsync(gateway.Tokens.For("customer", tenant, 7002));
        await gateway.BoundAsync(tenant);
        await gateway.PublishLiveAsync(tenant, 5, "d5", 1);
        await gateway.PublishLiveAsync(tenant, null, "d0", 1, "device_status");
        await gateway.PublishLiveAsync(tenant, 4, "d4", 2);
        (await staff.NextAsync())!.Value.GetProperty("device_id").GetString().ShouldBe("d4");

        await gateway.PermitAsync(7001, tenant, 2);
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        await gateway.PublishLiveAsync(tenant, 4, "d4", 3);
        await owner.NextAsync();
        (await staff.UntilPongAsync()).ShouldBeEmpty();
        (await stranger.UntilPongAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("license_switch", 7101, 7102)]
    [InlineData("alert", 7111, 7112)]
    public async Task Switch_of_a_license_and_alert_are_for_owner_staff_and_watching_admin_and_not_for_customers(string kind, long staffId, long customerId)
    {
        await gateway.PermitAsync(staffId, tenant, 1, 4);
        await gateway.PermitAsync(customerId, tenant, 1, 4);
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        using var staff = await gateway.ConnectAsync(gateway.Tokens.For("staff", tenant, staffId));
        using var customer = await gateway.ConnectAsync(gateway.Tokens.For("customer", tenant, customerId));
        using var admin = await gateway.ConnectAsync(gateway.Tokens.For("admin"));
        await admin.SayAsync($$$"""{"subscribe":{"tenant_id":{{{tenant}}}}}""");
        (await admin.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("subscribed");
        await gateway.BoundAsync(tenant);

        await gateway.PublishLiveAsync(tenant, 4, "d4", 1, kind);
        await gateway.PublishLiveAsync(tenant, 4, "d4", 2, "device_status");

        foreach (var socket in new[] { owner, staff, admin }) (await socket.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe(kind);
        (await customer.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("device_status");
    }

    [Fact]
    public async Task Client_may_ask_for_less_and_never_for_more()
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        await socket.SayAsync("""{"subscribe":{"pits":[2]}}""");
        (await socket.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("subscribed");
        await socket.SayAsync("""{"subscribe":{"tenant_id":1}}""");
        (await socket.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("error");
        await gateway.BoundAsync(tenant);
        await gateway.PublishLiveAsync(tenant, 1, "d1", 1);
        await gateway.PublishLiveAsync(tenant, 2, "d2", 1);
        (await socket.NextAsync())!.Value.GetProperty("device_id").GetString().ShouldBe("d2");
    }

    [Fact]
    public async Task Admin_gets_a_tenants_events_after_asking_and_none_before()
    {
        using var admin = await gateway.ConnectAsync(gateway.Tokens.For("admin", userId: 900));
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        await gateway.BoundAsync(tenant);
        await gateway.PublishLiveAsync(tenant, 1, "d1", 1);
        await owner.NextAsync();
        (await admin.UntilPongAsync()).ShouldBeEmpty();
        await admin.SayAsync($$$"""{"subscribe":{"tenant_id":{{{tenant}}}}}""");
        (await admin.NextAsync())!.Value.GetProperty("tenant_id").GetInt32().ShouldBe(tenant);
        await gateway.PublishLiveAsync(tenant, 1, "d1", 2);
        (await admin.NextAsync())!.Value.GetProperty("value").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Slow_reader_gets_the_newest_value_of_each_device_and_costs_bounded_memory()
    {
        using var slow = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 800), receiveBuffer: 4096);
        using var quick = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 801));
        await gateway.BoundAsync(tenant);
        const int Values = 3000;
        var padding = new string('x', 8000);
        var reading = Task.Run(async () =>
        {
            while ((await quick.NextAsync(TimeSpan.FromSeconds(30)))!.Value.GetProperty("value").GetInt32() < Values)
            {
            }
        });
        for (var i = 1; i <= Values; i++) await gateway.PublishLiveAsync(tenant, 1, $"d{i % 2}", i, padding: padding);
        await reading;

        var seen = await slow.UntilPongAsync();
        seen.Count.ShouldBeLessThan(Values / 2);
        seen.Select(m => m.GetProperty("value").GetInt32()).ShouldContain(Values);
        seen.Select(m => m.GetProperty("value").GetInt32()).ShouldContain(Values - 1);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"subscribe":{"pits":["a"]}}""")]
    [InlineData("""{"subscribe":{"pits":[1.5]}}""")]
    public async Task Message_that_is_not_understood_is_answered_and_changes_nothing(string message)
    {
        using var socket = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        await socket.SayAsync(message);
        (await socket.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("error");
        (await socket.UntilPongAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_that_are_too_large_or_too_many_end_the_socket()
    {
        using var large = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 60));
        await large.SayAsync(new string('x', 20_000));
        (await large.NextAsync()).ShouldBeNull();
        large.CloseCode.ShouldBe(1009);
        using var many = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant, 61));
        for (var i = 0; i < 110; i++) await many.SayAsync("""{"ping":1}""");
        while (await many.NextAsync() is not null)
        {
        }

        many.CloseCode.ShouldBe(1008);
    }
}
