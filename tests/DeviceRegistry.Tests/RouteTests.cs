using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.Identity;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests;

/// <summary>Every route of the service as every actor, and what limited users see.</summary>
public sealed class RouteTests(RegistryFixture registry)
{
    private const int Staff = 501, Customer = 502;

    [Fact]
    public async Task Every_route_admits_whom_its_policy_says()
    {
        var matrix = new RouteMatrix(registry.CreateClient(), actor => Task.FromResult(TokenOf(actor)));
        (await matrix.FindingsAsync(Table())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Roles.Staff, Staff)]
    [InlineData(Roles.Customer, Customer)]
    public async Task Limited_users_see_their_pits_and_what_is_in_them(string role, int userId)
    {
        var pits = await registry.PitsAsync();
        var mine = await registry.RegisterDeviceAsync(pitNumber: 1);
        var hidden = await registry.RegisterDeviceAsync(pitNumber: 2);
        var limited = registry.ClientOf(role, RegistryFixture.Workshop, userId);
        (await limited.GetFromJsonAsync<JsonElement>("/api/pits")).GetProperty("items").GetArrayLength().ShouldBe(0);

        await registry.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(userId, RegistryFixture.Workshop, [pits[1]], 1), DateTimeOffset.UtcNow));
        await Eventually.BecomesTrueAsync(async () => (await limited.GetFromJsonAsync<JsonElement>("/api/pits")).GetProperty("items").GetArrayLength() == 1, "the permitted pit is seen");
        (await limited.GetAsync($"/api/pits/{pits[2]}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        if (role != Roles.Staff) return;
        (await limited.GetAsync($"/api/devices/{mine}/status")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        foreach (var rest in new[] { "", "/status", "/commands", "/presence", "/connection" })
            (await limited.GetAsync($"/api/devices/{hidden}{rest}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, rest);
        (await limited.GetFromJsonAsync<JsonElement>("/api/devices?limit=200")).GetProperty("items").EnumerateArray()
            .ShouldAllBe(d => d.GetProperty("pit_id").GetInt32() == pits[1]);
    }

    private IReadOnlyCollection<RouteRow> Table() =>
    [
        new("GET", "/api/pits", Policies.ReadingsRead),
        new("POST", "/api/pits", Policies.Owner),
        new("GET", "/api/pits/{pitId}", Policies.ReadingsRead) { IsOfTenant = true, Url = PitAsync },
        new("PATCH", "/api/pits/{pitId}", Policies.Owner) { IsOfTenant = true, Url = PitAsync, Body = new { name = "Wash bay" } },
        new("DELETE", "/api/pits/{pitId}", Policies.Owner) { IsOfTenant = true, Url = EmptyPitAsync },
        new("GET", "/api/pits/{pitId}/events", Policies.ReadingsRead) { IsOfTenant = true, Url = async () => $"{await PitAsync()}/events" },
        new("GET", "/api/devices", Policies.DevicesRead),
        new("POST", "/api/devices", Policies.DevicesWrite),
        new("GET", "/api/devices/{deviceId}", Policies.DevicesSeen) { IsOfTenant = true, Url = Device("") },
        new("PATCH", "/api/devices/{deviceId}", Policies.DevicesWrite) { IsOfTenant = true, Url = Device(""), Body = new { pit_number = 2 } },
        new("GET", "/api/devices/figures", Policies.Owner),
        new("GET", "/api/devices/{deviceId}/presence", Policies.DevicesSeen) { IsOfTenant = true, Url = Device("/presence") },
        new("GET", "/api/devices/{deviceId}/connection", Policies.DevicesSeen) { IsOfTenant = true, Url = Device("/connection") },
        new("GET", "/api/devices/{deviceId}/status", Policies.DevicesSeen) { IsOfTenant = true, Url = Device("/status") },
        new("POST", "/api/devices/{deviceId}/credentials", Policies.DevicesWrite) { IsOfTenant = true, Url = Device("/credentials") },
        new("GET", "/api/devices/{deviceId}/ledger", Policies.Admin) { Url = Device("/ledger") },
        new("POST", "/api/devices/{deviceId}/lifecycle", Policies.Admin) { Url = Device("/lifecycle"), Body = new { to = "returned", reason = "tried" } },
        new("POST", "/api/batches", Policies.Admin),
        new("GET", "/api/batches", Policies.Admin),
        new("GET", "/api/batches/{batchId}", Policies.Admin) { Url = Batch("") },
        new("GET", "/api/batches/{batchId}/devices", Policies.Admin) { Url = Batch("/devices") },
        new("GET", "/api/batches/{batchId}/downloads", Policies.Admin) { Url = Batch("/downloads") },
        new("POST", "/api/batches/{batchId}/results", Policies.Admin) { Url = Batch("/results") },
        new("GET", "/api/batches/{batchId}/ledger.csv", Policies.Admin) { Url = Batch("/ledger.csv") },
        new("GET", "/api/batches/{batchId}/nvs", Policies.Admin) { Url = Batch("/nvs") },
        new("GET", "/api/batches/{batchId}/nvs.zip", Policies.Admin) { Url = Batch("/nvs.zip") },
        new("GET", "/api/batches/{batchId}/labels.pdf", Policies.Admin) { Url = Batch("/labels.pdf") },
        new("GET", "/api/batches/{batchId}/labels.csv", Policies.Admin) { Url = Batch("/labels.csv") },
        new("GET", "/api/batches/{batchId}/labels/{serial}.png", Policies.Admin) { Url = Batch("/labels/RY4-7KQ2M9XAD.png") },
        new("GET", "/api/activations", Policies.Admin),
        new("POST", "/api/setup/steps", "anonymous"),
        new("GET", "/api/devices/{deviceId}/commands", Policies.DevicesSeen) { IsOfTenant = true, Url = Device("/commands") },
        new("GET", "/api/commands/{commandId}", Policies.DevicesSeen) { IsOfTenant = true, Url = CommandAsync },
        new("GET", "/api/device-types", Policies.DevicesSeen),
        new("POST", "/api/devices/{deviceId}/control", Policies.DevicesControl)
            { IsOfTenant = true, Url = Controller("/control"), Body = new { command = "relay", pin = 25, state = "on" }, Lacking = [Actor.Admin] },
        new("GET", "/api/devices/{deviceId}/state", Policies.DevicesSeen) { IsOfTenant = true, Url = Controller("/state") },
        new("GET", "/api/devices/{deviceId}/changes", Policies.DevicesSeen) { IsOfTenant = true, Url = Controller("/changes") },
        new("GET", "/api/devices/{deviceId}/config", Policies.DevicesSeen) { IsOfTenant = true, Url = Controller("/config") },
        new("PUT", "/api/devices/{deviceId}/config", Policies.DevicesControl) { IsOfTenant = true, Url = Controller("/config"), Body = new { config = new { } }, Lacking = [Actor.Admin] },
        new("GET", "/api/devices/{deviceId}/schedules", Policies.DevicesSeen) { IsOfTenant = true, Url = Controller("/schedules") },
        new("PUT", "/api/devices/{deviceId}/schedules", Policies.DevicesControl)
            { IsOfTenant = true, Url = Controller("/schedules"), Body = new { time_zone = "Asia/Kolkata", items = Array.Empty<object>() }, Lacking = [Actor.Admin] },
        new("GET", "/api/groups", Policies.Person),
        new("POST", "/api/groups", Policies.Person) { Body = new { name = "Hall", device_ids = Array.Empty<string>() }, Lacking = [Actor.Admin] },
        new("GET", "/api/groups/{groupId}", Policies.Person) { IsOfTenant = true, Url = Kept("groups", "") },
        new("PATCH", "/api/groups/{groupId}", Policies.Person) { IsOfTenant = true, Url = Kept("groups", ""), Body = new { name = "Stairs" } },
        new("DELETE", "/api/groups/{groupId}", Policies.Person) { IsOfTenant = true, Url = Kept("groups", "") },
        new("POST", "/api/groups/{groupId}/control", Policies.Person) { IsOfTenant = true, Url = Kept("groups", "/control"), Body = new { command = "identify" } },
        new("GET", "/api/scenes", Policies.Person),
        new("POST", "/api/scenes", Policies.Person) { Body = new { name = "Night", actions = Array.Empty<object>() }, Lacking = [Actor.Admin] },
        new("GET", "/api/scenes/{sceneId}", Policies.Person) { IsOfTenant = true, Url = Kept("scenes", "") },
        new("PATCH", "/api/scenes/{sceneId}", Policies.Person) { IsOfTenant = true, Url = Kept("scenes", ""), Body = new { name = "Morning" } },
        new("DELETE", "/api/scenes/{sceneId}", Policies.Person) { IsOfTenant = true, Url = Kept("scenes", "") },
        new("POST", "/api/scenes/{sceneId}/run", Policies.Person) { IsOfTenant = true, Url = Kept("scenes", "/run") },
        new("POST", "/api/devices/register", Policies.Person),
        new("GET", "/api/setup/{serialNumber}", Policies.Person),
        new("GET", "/api/users/{userId}/devices", Policies.Person) { Url = () => Task.FromResult("/api/users/1/devices") },
        new("GET", "/api/devices/{deviceId}/shares", Policies.Person) { IsOfTenant = true, Url = Device("/shares") },
        new("POST", "/api/devices/{deviceId}/shares", Policies.Person) { IsOfTenant = true, Url = Device("/shares"), Lacking = [Actor.Admin] },
        new("PATCH", "/api/devices/{deviceId}/shares/{userId}", Policies.Person) { IsOfTenant = true, Url = ShareAsync, Body = new { access_level = "viewer" }, Lacking = [Actor.Admin] },
        new("DELETE", "/api/devices/{deviceId}/shares/{userId}", Policies.Person) { IsOfTenant = true, Url = ShareAsync, Lacking = [Actor.Admin] },
        new("DELETE", "/api/devices/{deviceId}/invitations/{invitationId}", Policies.Person) { IsOfTenant = true, Url = InvitationAsync, Lacking = [Actor.Admin] },
        new("POST", "/api/devices/{deviceId}/hand-over", Policies.Person) { IsOfTenant = true, Url = Device("/hand-over"), Lacking = [Actor.Admin] },
        new("POST", "/api/devices/{deviceId}/transfer", Policies.Person) { IsOfTenant = true, Url = Device("/transfer"), Lacking = [Actor.Admin] },
        new("POST", "/api/devices/{deviceId}/release", Policies.Person) { IsOfTenant = true, Url = Device("/release"), Lacking = [Actor.Admin] },
        new("GET", "/api/invitations/{token}", Policies.Person),
        new("POST", "/api/invitations/{token}/accept", Policies.Person),
        new("GET", "/api/tickets", Policies.Person),
        new("POST", "/api/tickets", Policies.Person),
        new("GET", "/api/tickets/{ticketId}", Policies.Person) { IsOfTenant = true, Url = Ticket("") },
        new("PATCH", "/api/tickets/{ticketId}", Policies.Person) { IsOfTenant = true, Url = Ticket(""), Body = new { state = "closed" } },
        new("POST", "/api/tickets/{ticketId}/messages", Policies.Person) { IsOfTenant = true, Url = Ticket("/messages") },
        new("GET", "/api/tickets/{ticketId}/attachment", Policies.Person) { IsOfTenant = true, Url = Ticket("/attachment") },
        new("GET", "/internal/device-access", Policies.Service),
        new("GET", "/internal/devices", Policies.Service),
        new("GET", "/internal/pits", Policies.Service),
        new("GET", "/internal/storage", Policies.Service),
        new("GET", "/internal/figures", Policies.Service),
    ];

    private string TokenOf(Actor actor) => actor switch
    {
        Actor.Expired => registry.Tokens.For(Roles.Admin, life: TimeSpan.FromMinutes(-5)),
        Actor.TemporaryPassword => registry.Tokens.For(Roles.Owner, RegistryFixture.Workshop, passwordChangeRequired: true),
        Actor.Admin => registry.Tokens.For(Roles.Admin),
        Actor.Owner => registry.Tokens.For(Roles.Owner, RegistryFixture.Workshop),
        Actor.ForeignOwner => registry.Tokens.For(Roles.Owner, RegistryFixture.OtherWorkshop),
        Actor.Staff => registry.Tokens.For(Roles.Staff, RegistryFixture.Workshop, userId: 91),
        Actor.Customer => registry.Tokens.For(Roles.Customer, RegistryFixture.Workshop, userId: 92),
        Actor.ApiKey => registry.Tokens.For(Roles.ApiKey, RegistryFixture.Workshop, subject: Guid.NewGuid().ToString(), scope: string.Join(' ', Policies.Scopes)),
        Actor.Service => registry.Tokens.For(Roles.Service, subject: "telemetry"),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "Has no token."),
    };

    private async Task<string> PitAsync() =>
        $"/api/pits/{await registry.ScalarAsync<int>("select min(pit_id) from pits where tenant_id = @Workshop", new { RegistryFixture.Workshop })}";

    private async Task<string> EmptyPitAsync()
    {
        var number = await registry.ScalarAsync<int>("select max(pit_number) + 1 from pits where tenant_id = @Workshop", new { RegistryFixture.Workshop });
        using var added = await registry.Owner.PostAsJsonAsync("/api/pits", new { pit_number = number });
        return $"/api/pits/{(await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pit_id").GetInt32()}";
    }

    private Func<Task<string>> Device(string rest) => async () => $"/api/devices/{await registry.RegisterDeviceAsync()}{rest}";

    private async Task<string> ShareAsync()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into device_shares (device_number, user_id, level, granted_by, since) select device_number, 93, 'viewer', 'user:1', now() from devices where device_id = @id
            """, new { id }, transaction));
        return $"/api/devices/{id}/shares/93";
    }

    private async Task<string> InvitationAsync()
    {
        var (id, invitation) = (await registry.RegisterDeviceAsync(), Guid.NewGuid());
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into invitations (invitation_id, tenant_id, device_number, kind, email, level, token_sha256, from_user, from_name, created_at, expires_at)
            select @invitation, tenant_id, device_number, 'share', 'a@example.com', 'viewer', @hash, 1, 'A', @now, @now from devices where device_id = @id
            """, new { id, invitation, hash = invitation.ToByteArray(), now = registry.Time.GetUtcNow() }, transaction));
        return $"/api/devices/{id}/invitations/{invitation}";
    }

    private Func<Task<string>> Ticket(string rest) => async () =>
    {
        using var opened = await registry.ClientOf(Roles.Owner, RegistryFixture.Workshop, userId: 94).PostAsJsonAsync("/api/tickets", new { device_id = await registry.RegisterDeviceAsync(), subject = "Lamp", text = "It does nothing" });
        return $"/api/tickets/{(await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket_id").GetInt64()}{rest}";
    };

    private static Func<Task<string>> Batch(string rest) => () => Task.FromResult($"/api/batches/{Guid.NewGuid()}{rest}");

    private Func<Task<string>> Controller(string rest) => async () => $"/api/devices/{await registry.AddControllerAsync()}{rest}";

    /// <summary>A group or scene of the workshop's owner.</summary>
    private Func<Task<string>> Kept(string kind, string rest) => async () =>
    {
        object body = kind == "groups" ? new { name = "Hall", device_ids = Array.Empty<string>() } : new { name = "Night", actions = Array.Empty<object>() };
        using var added = await registry.Owner.PostAsJsonAsync($"/api/{kind}", body);
        return $"{added.Headers.Location}{rest}";
    };

    private async Task<string> CommandAsync()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        return $"/api/commands/{(await registry.CommandsAsync(id))[0].CommandId}";
    }
}
