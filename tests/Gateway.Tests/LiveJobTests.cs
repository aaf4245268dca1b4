using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging;

namespace Platform.Gateway.Tests;

/// <summary>Who hears how a job is: whoever runs the workshop, staff with the pit, and of customers the one whose car it is.</summary>
[Collection(nameof(GatewayCollection))]
public sealed class LiveJobTests(GatewayFixture gateway)
{
    private const int Tenant = 8801, OtherTenant = 8802, Pit = 4;
    private const long Mine = 88_001, Next = 88_002, Staff = 88_003, OtherStaff = 88_004;

    [Fact]
    public async Task Job_reaches_those_who_may_know_of_it_and_no_other_customer_of_the_pit()
    {
        // The next customer's car is in the same pit already, and the job's own customer may not see it any more.
        await gateway.PermitAsync(Mine, Tenant, 1);
        await gateway.PermitAsync(Next, Tenant, 1, Pit);
        await gateway.PermitAsync(Staff, Tenant, 1, Pit);
        await gateway.PermitAsync(OtherStaff, Tenant, 1, Pit + 1);
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", Tenant));
        using var staff = await gateway.ConnectAsync(gateway.Tokens.For("staff", Tenant, Staff));
        using var mine = await gateway.ConnectAsync(gateway.Tokens.For("customer", Tenant, Mine));
        TestSocket[] others =
        [
            await gateway.ConnectAsync(gateway.Tokens.For("customer", Tenant, Next)), await gateway.ConnectAsync(gateway.Tokens.For("staff", Tenant, OtherStaff)),
            await gateway.ConnectAsync(gateway.Tokens.For("customer", OtherTenant, Mine)), await gateway.ConnectAsync(gateway.Tokens.For("owner", OtherTenant)),
        ];
        await gateway.BoundAsync(Tenant);
        await gateway.BoundAsync(OtherTenant);

        await PublishAsync(Mine, "completed");
        foreach (var socket in new[] { owner, staff, mine }) (await socket.NextAsync())!.Value.GetProperty("status").GetString().ShouldBe("completed");

        // What comes next is what they hear first: the job before it did not reach them.
        await PublishAsync(Next, "in_progress");
        (await others[0].NextAsync())!.Value.GetProperty("status").GetString().ShouldBe("in_progress");
        foreach (var socket in others[1..])
        {
            await socket.SayAsync("""{"ping":1}""");
            (await socket.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("pong");
        }

        await mine.SayAsync("""{"ping":1}""");
        (await mine.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("pong");
        foreach (var socket in others) socket.Dispose();
    }

    /// <summary>An event that names no customer is of none.</summary>
    [Fact]
    public async Task Job_without_a_customer_reaches_no_customer()
    {
        const int tenant = 8803;
        await gateway.PermitAsync(Next, tenant, 5, Pit);
        using var customer = await gateway.ConnectAsync(gateway.Tokens.For("customer", tenant, Next));
        using var owner = await gateway.ConnectAsync(gateway.Tokens.For("owner", tenant));
        await gateway.BoundAsync(tenant);
        await gateway.Services.GetRequiredService<LivePublisher>().PublishAsync(tenant, Pit, "job_status", new { type = "job_status", job_id = 9, status = "waiting" }, CancellationToken.None);
        (await owner.NextAsync())!.Value.GetProperty("job_id").GetInt32().ShouldBe(9);
        await customer.SayAsync("""{"ping":1}""");
        (await customer.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("pong");
    }

    private Task PublishAsync(long customer, string status) => gateway.Services.GetRequiredService<LivePublisher>()
        .PublishAsync(Tenant, Pit, "job_status", new { type = "job_status", job_id = customer, pit_id = Pit, user_id = customer, status }, CancellationToken.None);
}
