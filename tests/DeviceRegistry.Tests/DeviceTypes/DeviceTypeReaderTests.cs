using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Tests.DeviceTypes;

public sealed class DeviceTypeReaderTests
{
    private const string Lamp = """
        {"type":"Lamp","title":"Lamp","prefix":"ABC","topics":"devices","wifi":true,
         "controls":[{"id":"a","kind":"switch","label":"A","command":"lamp","args":{"n":1},"value_arg":"state","state_key":"a"},
                     {"id":"b","kind":"switch","label":"B","command":"lamp","args":{"n":2},"value_arg":"state","state_key":"b"}],
         "commands":{"lamp":{"type":"object","properties":{"n":{"enum":[1,2]},"state":{"enum":["on","off"]}},"required":["n","state"],"additionalProperties":false},"blink":{"type":"object"}},
         "state":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}}
        """;

    [Fact]
    public void Right_file_is_read() => DeviceTypeReader.Read("Lamp", Lamp).Commands.ShouldBe(["lamp", "blink"]);

    [Theory]
    [InlineData("/prefix", "\"LAMP\"", "prefix 'LAMP'")]
    [InlineData("/prefix", "\"LD0\"", "prefix 'LD0'")]
    [InlineData("/type", "\"Lump\"", "type is 'Lump'")]
    [InlineData("/topics", "\"mine\"", "topics 'mine'")]
    [InlineData("/colour", "1", "colour")]
    [InlineData("/title", null, "title")]
    [InlineData("/controls/1/id", "\"a\"", "same id")]
    [InlineData("/controls/0/kind", "\"knob\"", "kind 'knob'")]
    [InlineData("/controls/0/command", "\"lump\"", "command 'lump'")]
    [InlineData("/controls/0/value_arg", "\"value\"", "value_arg 'value'")]
    [InlineData("/controls/0/args", "{\"m\":1}", "args are not arguments")]
    [InlineData("/controls/0/state_key", "\"z\"", "state_key 'z'")]
    [InlineData("/controls/0/kind", "\"input\"", "an input has no command")]
    [InlineData("/controls/0/kind", "\"slider\"", "min below its max")]
    [InlineData("/commands/lamp/properties/n", "{\"minimun\":1}", "minimun")]
    [InlineData("/commands/lamp/type", "\"objekt\"", "command lamp is no JSON Schema")]
    [InlineData("/commands/LAMP", "{\"type\":\"object\"}", "command 'LAMP'")]
    [InlineData("/state", "{\"type\":\"object\",\"properties\":{\"a\":{\"typ\":\"string\"},\"b\":{}}}", "typ")]
    public void Wrong_file_is_refused_with_what_is_wrong(string at, string? value, string message)
    {
        var file = JsonNode.Parse(Lamp)!;
        var steps = at.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var holder = steps[..^1].Aggregate(file, (node, step) => node is JsonArray array ? array[int.Parse(step)]! : node[step]!);
        if (value is null) ((JsonObject)holder).Remove(steps[^1]);
        else holder[steps[^1]] = JsonNode.Parse(value);

        var refused = Should.Throw<InvalidDataException>(() => DeviceTypeReader.Read("Lamp", file.ToJsonString()));
        refused.Message.ShouldStartWith("Device type Lamp");
        refused.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("""{"n":1,"state":"on"}""", "lamp", "state:a")]
    [InlineData("""{"state":"off","n":2}""", "lamp", "state:b")]
    [InlineData("{}", "blink", "command:blink")]
    public void Target_is_the_part_of_the_state_that_the_control_shows(string args, string command, string target) =>
        DeviceTypeReader.Read("Lamp", Lamp).TargetOf(command, JsonElement.Parse(args)).ShouldBe(target);
}
