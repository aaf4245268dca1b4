using System.Text.Json;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Tests.Control;

public sealed class ControlRulesTests
{
    private static readonly ArgumentSchema Relay = DeviceTypeCatalog.Load(typeof(DeviceTypeCatalog).Assembly).Find("4Relay")!.FindCommand("relay")!;

    [Theory]
    [InlineData(25, "on", null)]
    [InlineData(null, "on", """{"pin":25}""")]
    [InlineData(null, null, """{"pin":25,"state":"on"}""")]
    [InlineData(null, null, """{"pin":25.0,"state":"on"}""")]
    [InlineData(null, null, """{"pin":2.5e1,"state":"on"}""")]
    public void Short_and_long_form_are_the_same_arguments(int? pin, string? state, string? args)
    {
        var (read, errors) = ControlRules.Read(Relay, new ControlDevice("relay", pin, state, args is null ? null : JsonElement.Parse(args)));
        errors.ShouldBeEmpty();
        read.GetRawText().ShouldBe("""{"pin":25,"state":"on"}""");
    }

    [Theory]
    [InlineData(13, "on", null, null, "pin")]
    [InlineData(25, "dim", null, null, "state")]
    [InlineData(25, null, null, null, "state")]
    [InlineData(null, "on", null, null, "pin")]
    [InlineData(null, null, """{"pin":13,"state":"on"}""", null, "args.pin")]
    [InlineData(25, "on", """{"level":1}""", null, "args.level")]
    [InlineData(25, "on", """{"pin":25}""", null, "pin")]
    [InlineData(null, null, "[1]", null, "args")]
    [InlineData(25, "on", null, 4, "ttl_s")]
    [InlineData(25, "on", null, 604801, "ttl_s")]
    public void Wrong_argument_is_named_as_it_was_written(int? pin, string? state, string? args, int? ttl, string field) =>
        ControlRules.Read(Relay, new ControlDevice("relay", pin, state, args is null ? null : JsonElement.Parse(args), ttl)).Errors.Select(e => e.Field).Distinct().ShouldBe([field]);

    [Theory]
    [InlineData(5)]
    [InlineData(604800)]
    public void Ttl_is_from_five_seconds_to_a_week(int ttl) => ControlRules.Read(Relay, new ControlDevice("relay", 25, "on", TtlS: ttl)).Errors.ShouldBeEmpty();

    [Fact]
    public void Arguments_are_short()
    {
        var args = JsonSerializer.SerializeToElement(new { pin = 25, state = new string('x', 1000) });
        ControlRules.Read(Relay, new ControlDevice("relay", Args: args)).Errors.ShouldContain(e => e.Field == "args");
    }
}
