using System.Text.Json;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Tests.DeviceTypes;

public sealed class ArgumentSchemaTests
{
    private static readonly ArgumentSchema Schema = new(JsonElement.Parse("""
        {"type":"object","required":["pin","state"],"additionalProperties":false,"properties":{
            "pin":{"type":"integer","enum":[25,26]},"state":{"type":"string","enum":["on","off"]},"level":{"type":"integer","minimum":0,"maximum":100},
            "color":{"type":"string","pattern":"^#[0-9a-f]{6}$"},"name":{"type":"string","minLength":1,"maxLength":3},"mode":{"const":"x"},
            "deep":{"type":"object","required":["z"],"properties":{"z":{"type":"boolean"}}}}}
        """), "test");

    [Theory]
    [InlineData("""{"pin":25,"state":"on"}""", "")]
    [InlineData("""{"pin":25,"state":"on","level":50,"color":"#00ff00","name":"abc","mode":"x","deep":{"z":true}}""", "")]
    [InlineData("""{"pin":13,"state":"on"}""", "pin: must be one of 25, 26")]
    [InlineData("""{"state":"on"}""", "pin: is required")]
    [InlineData("""{}""", "pin: is required; state: is required")]
    [InlineData("""{"pin":25,"state":"on","level":101}""", "level: must be at most 100")]
    [InlineData("""{"pin":25,"state":"on","level":-1}""", "level: must be at least 0")]
    [InlineData("""{"pin":25,"state":"on","level":1.5}""", "level: must be of the type integer")]
    [InlineData("""{"pin":25,"state":"on","color":"red"}""", "color: must have the form ^#[0-9a-f]{6}$")]
    [InlineData("""{"pin":25,"state":"on","name":""}""", "name: must have at least 1 characters")]
    [InlineData("""{"pin":25,"state":"on","name":"abcd"}""", "name: must have at most 3 characters")]
    [InlineData("""{"pin":25,"state":"on","mode":"y"}""", "mode: must be x")]
    [InlineData("""{"pin":25,"state":"on","speed":1}""", "speed: is not known")]
    [InlineData("""{"pin":25,"state":"on","deep":{}}""", "deep.z: is required")]
    [InlineData("""{"pin":25,"state":"on","deep":{"z":1}}""", "deep.z: must be of the type boolean")]
    [InlineData("[]", ": must be of the type object")]
    public void Check_names_each_field_that_is_wrong(string value, string errors) =>
        string.Join("; ", Schema.Check(JsonElement.Parse(value)).Select(e => $"{e.Field}: {e.Message}").Order(StringComparer.Ordinal)).ShouldBe(errors);
}
