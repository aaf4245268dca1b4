using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Tests.Groups;

public sealed class GroupTests(RegistryFixture registry)
{
    [Fact]
    public async Task Group_gives_each_device_the_command_and_says_what_one_did_not_take()
    {
        var (here, away, led) = (await registry.AddControllerAsync(), await registry.AddControllerAsync(online: false), await registry.AddControllerAsync("LED"));
        var group = await AddAsync("/api/groups", new { name = "Hall", device_ids = new[] { here, away, led } });
        using var given = await registry.Owner.PostAsJsonAsync($"/api/groups/{group.GetProperty("group_id").GetInt32()}/control", new { command = "relay", pin = 25, state = "on" });
        given.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var items = (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("device_id").GetString()!);
        (items[here].GetProperty("command_id").GetGuid(), items[here].GetProperty("error").ValueKind).ShouldBe(((await registry.CommandsAsync(here))[0].CommandId, JsonValueKind.Null));
        (items[away].GetProperty("command_id").ValueKind, items[away].GetProperty("error").GetProperty("code").GetString()).ShouldBe((JsonValueKind.Null, "device_offline"));
        items[led].GetProperty("error").GetProperty("code").GetString().ShouldBe("unknown_command");
    }

    [Fact]
    public async Task Scene_gives_each_device_its_own_command()
    {
        var (relay, led) = (await registry.AddControllerAsync(), await registry.AddControllerAsync("LED"));
        var scene = await AddAsync("/api/scenes", new
        {
            name = "Evening",
            actions = new object[]
            {
                new { device_id = relay, command = "relay", args = new { pin = 25, state = "off" } },
                new { device_id = led, command = "brightness", args = new { value = 20 } },
            },
        });
        using var run = await registry.Owner.PostAsJsonAsync($"/api/scenes/{scene.GetProperty("scene_id").GetInt32()}/run", new { });
        run.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await run.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().ShouldAllBe(i => i.GetProperty("command_id").ValueKind == JsonValueKind.String);
        ((await registry.CommandsAsync(relay)).Single().Command, (await registry.CommandsAsync(led)).Single().Command).ShouldBe(("relay", "brightness"));
    }

    [Fact]
    public async Task Access_counts_when_a_group_is_used_and_not_when_it_was_made()
    {
        var id = await registry.AddControllerAsync();
        await registry.ShareAsync(id, 731, "viewer");
        var guest = registry.ClientOf(Roles.Owner, RegistryFixture.OtherWorkshop, 731);
        var group = await AddAsync("/api/groups", new { name = "Theirs", device_ids = new[] { id } }, guest);
        var path = $"/api/groups/{group.GetProperty("group_id").GetInt32()}/control";
        (await ErrorAsync()).ShouldBe("forbidden");
        await registry.InTransactionAsync(t => Dapper.SqlMapper.ExecuteAsync(t.Connection!, "update device_shares set level = null where user_id = 731", transaction: t));
        (await ErrorAsync()).ShouldBe("not_found");
        (await registry.CommandsAsync(id)).ShouldBeEmpty();

        async Task<string?> ErrorAsync()
        {
            using var given = await guest.PostAsJsonAsync(path, new { command = "relay", pin = 25, state = "on" });
            return (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("error").GetProperty("code").GetString();
        }
    }

    [Theory]
    [InlineData("groups", "group_id", "device_ids")]
    [InlineData("scenes", "scene_id", "actions")]
    public async Task Groups_and_scenes_are_the_persons_own(string kind, string key, string member)
    {
        var made = await AddAsync($"/api/{kind}", new Dictionary<string, object> { ["name"] = "Mine", [member] = Array.Empty<object>() });
        var path = $"/api/{kind}/{made.GetProperty(key).GetInt32()}";
        using var renamed = await registry.Owner.PatchAsJsonAsync(path, new { name = "Still mine" });
        (await renamed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString().ShouldBe("Still mine");
        (await registry.Owner.GetFromJsonAsync<JsonElement>(path)).GetProperty("name").GetString().ShouldBe("Still mine");
        foreach (var other in new[] { registry.ClientOf(Roles.Owner, RegistryFixture.Workshop, 732), registry.OtherOwner, registry.Admin })
        {
            (await other.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.PatchAsJsonAsync(path, new { name = "Taken" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.GetFromJsonAsync<JsonElement>($"/api/{kind}?limit=200")).GetProperty("items").EnumerateArray().ShouldNotContain(g => g.GetProperty(key).GetInt32() == made.GetProperty(key).GetInt32());
        }

        (await registry.Owner.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await registry.Owner.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_could_not_be_used_is_not_kept()
    {
        var (mine, foreign) = (await registry.AddControllerAsync(), await registry.AddControllerAsync(tenantId: RegistryFixture.OtherWorkshop));
        await RefusedAsync("groups", new { name = " ", device_ids = new[] { mine } }, "name");
        await RefusedAsync("groups", new { name = "A" }, "device_ids");
        await RefusedAsync("groups", new { name = "A", device_ids = new[] { (string?)null } }, "device_ids");
        await RefusedAsync("groups", new { name = "A", device_ids = new[] { mine, mine } }, "device_ids");
        await RefusedAsync("scenes", new { name = "A" }, "actions");
        await RefusedAsync("scenes", new { name = "A", actions = new object?[] { null } }, "actions[0]");
        await RefusedAsync("groups", new { name = "A", device_ids = new[] { foreign } }, "device_ids");
        await RefusedAsync("scenes", new { name = "A", actions = new[] { new { device_id = foreign, command = "identify" } } }, "actions[0].device_id");
        await RefusedAsync("scenes", new { name = "A", actions = new[] { new { device_id = mine, command = "led" } } }, "actions[0].command");
        await RefusedAsync("scenes", new { name = "A", actions = new[] { new { device_id = mine, command = "relay", args = new { pin = 13, state = "on" } } } }, "actions[0].args.pin");

        async Task RefusedAsync(string kind, object body, string field)
        {
            using var answer = await registry.Owner.PostAsJsonAsync($"/api/{kind}", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        }
    }

    private async Task<JsonElement> AddAsync(string path, object body, HttpClient? client = null)
    {
        using var answer = await (client ?? registry.Owner).PostAsJsonAsync(path, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
