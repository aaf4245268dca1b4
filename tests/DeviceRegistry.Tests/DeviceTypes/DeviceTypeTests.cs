using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Tests.DeviceTypes;

public sealed class DeviceTypeTests(RegistryFixture registry)
{
    /// <summary>Fan.schema.json lies beside this test, and nothing else says that there are fans.</summary>
    [Fact]
    public async Task Type_that_is_only_a_file_is_listed_and_commanded()
    {
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var listed = (await registry.Owner.GetFromJsonAsync<JsonElement>("/api/device-types")).GetProperty("items").EnumerateArray().ToDictionary(t => t.GetProperty("type").GetString()!);
        listed["Fan"].GetProperty("controls")[0].GetProperty("max").GetDouble().ShouldBe(5);

        var id = await registry.AddControllerAsync("Fan");
        using var wrong = await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/control", new { command = "speed", args = new { value = 6 } });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var given = await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/control", new { command = "speed", args = new { value = 3 } });
        given.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var command = await queued.FirstAsync(c => c.DeviceId == id);
        command.Topic.ShouldBe($"devices/{id}/control");
        JsonElement.Parse(command.Payload).GetProperty("args").GetRawText().ShouldBe("""{"value":3}""");
        (await registry.ScalarAsync<string>("select target from commands where command_id = @CommandId", new { command.CommandId })).ShouldBe("state:speed");
    }

    [Fact]
    public async Task Web_app_gets_what_it_draws_controls_from()
    {
        var relay = (await registry.Owner.GetFromJsonAsync<JsonElement>("/api/device-types")).GetProperty("items").EnumerateArray().Single(t => t.GetProperty("type").GetString() == "4Relay");
        (relay.GetProperty("prefix").GetString(), relay.GetProperty("topics").GetString(), relay.GetProperty("wifi").GetBoolean()).ShouldBe(("RY4", "devices", true));
        relay.GetProperty("controls").EnumerateArray().Select(c => c.GetProperty("state_key").GetString()).ShouldBe(["25", "26", "27", "14"]);
        relay.GetProperty("controls")[0].GetProperty("args").GetRawText().ShouldBe("""{"pin":25}""", StringCompareShould.IgnoreLineEndings);
        relay.GetProperty("commands").GetProperty("relay").GetProperty("required").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Shipped_types_are_those_of_the_products() =>
        DeviceTypeCatalog.Load(typeof(DeviceTypeCatalog).Assembly).All.Select(t => (t.Definition.Type, t.Definition.Prefix))
            .ShouldBe([("4Relay", "RY4"), ("LED", "RGB"), ("Sensor", "SNS"), ("workshop_gateway", "WGW")]);

    [Fact]
    public void Same_files_twice_are_refused() =>
        Should.Throw<InvalidDataException>(() => DeviceTypeCatalog.Load(typeof(DeviceTypeCatalog).Assembly, typeof(DeviceTypeCatalog).Assembly)).Message.ShouldContain("same prefix");
}
