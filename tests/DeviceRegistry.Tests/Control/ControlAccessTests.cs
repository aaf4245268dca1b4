using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Tests.Control;

/// <summary>Whose commands a device takes, and who sees them.</summary>
public sealed class ControlAccessTests(RegistryFixture registry)
{
    private static readonly object On = new { command = "relay", pin = 25, state = "on" };

    [Fact]
    public async Task Only_who_may_write_controls()
    {
        var id = await registry.AddControllerAsync();
        await registry.ShareAsync(id, 701, "viewer");
        await registry.ShareAsync(id, 702, "controller");
        var viewer = registry.ClientOf(Roles.Owner, RegistryFixture.OtherWorkshop, 701);
        await RefusedAsync(viewer, HttpStatusCode.Forbidden);
        await RefusedAsync(registry.Admin, HttpStatusCode.Forbidden);
        await RefusedAsync(registry.OtherOwner, HttpStatusCode.NotFound);
        await RefusedAsync(registry.ClientOf(Roles.Customer, RegistryFixture.Workshop, 703), HttpStatusCode.NotFound);
        await RefusedAsync(registry.ClientWith(registry.Tokens.For(Roles.ApiKey, RegistryFixture.Workshop, subject: "key", scope: Policies.DevicesRead)), HttpStatusCode.Forbidden);
        (await registry.CommandsAsync(id)).ShouldBeEmpty();

        var guest = registry.ClientOf(Roles.Owner, RegistryFixture.OtherWorkshop, 702);
        var command = await guest.GiveAsync(id, On);
        foreach (var reader in new[] { viewer, guest, registry.Owner })
            (await reader.GetFromJsonAsync<JsonElement>($"/api/commands/{command}")).GetProperty("actor_name").GetString().ShouldBe("Grandma");
        using var stranger = await registry.OtherOwner.GetAsync($"/api/commands/{command}");
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var key = registry.ClientWith(registry.Tokens.For(Roles.ApiKey, RegistryFixture.Workshop, subject: "key", scope: Policies.DevicesControl));
        await key.GiveAsync(id, On);

        async Task RefusedAsync(HttpClient client, HttpStatusCode status)
        {
            using var answer = await client.PostAsJsonAsync($"/api/devices/{id}/control", On);
            answer.StatusCode.ShouldBe(status);
        }
    }

    [Fact]
    public async Task Nobodys_device_is_not_controlled()
    {
        var id = await registry.AddControllerAsync(tenantId: null);
        foreach (var client in new[] { registry.Admin, registry.Owner })
        {
            using var answer = await client.PostAsJsonAsync($"/api/devices/{id}/control", On);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Suspended_device_takes_no_commands()
    {
        var id = await registry.AddControllerAsync();
        await registry.SwitchOffAsync(id, version: 2);
        using var answer = await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/control", On);
        answer.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("type").GetString(), problem.GetProperty("reason").GetString()).ShouldBe(("payment_required", "payment_overdue"));
    }

    [Fact]
    public async Task Nobodys_device_is_switched_off_and_leased_on_its_own_topic()
    {
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var id = await registry.AddControllerAsync(tenantId: null);
        await registry.SwitchOffAsync(id, version: 2);
        await registry.SwitchOnAsync(id, version: 3);
        await registry.Bus.PublishAsync(new LeaseIssued(Guid.NewGuid(), id, "a.b.c", registry.Time.GetUtcNow().AddDays(3), registry.Time.GetUtcNow()));
        foreach (var command in new[] { "DISABLE", "ENABLE", "LEASE" }) (await queued.FirstAsync(c => c.DeviceId == id && c.Command == command)).Topic.ShouldBe($"devices/{id}/control");
    }

    [Fact]
    public async Task Command_of_a_former_owner_is_not_shown()
    {
        var id = await registry.AddControllerAsync();
        var command = await registry.Owner.GiveAsync(id, On);
        await registry.InTransactionAsync(t => Dapper.SqlMapper.ExecuteAsync(t.Connection!, "update devices set owned_since = now() + interval '1 day' where device_id = @id", new { id }, t));
        (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/commands")).GetProperty("items").GetArrayLength().ShouldBe(0);
        using var one = await registry.Owner.GetAsync($"/api/commands/{command}");
        one.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/commands")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }
}
