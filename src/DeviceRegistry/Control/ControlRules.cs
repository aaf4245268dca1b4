using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Control;

/// <summary>A command that somebody gives a device. <c>pin</c> and <c>state</c> are short for the arguments of the same names.</summary>
/// <param name="Command">One of the device type's commands, such as <c>relay</c>.</param>
/// <param name="Pin">The pin, such as 25.</param>
/// <param name="State">Such as <c>on</c>.</param>
/// <param name="Args">All arguments, or the others.</param>
/// <param name="TtlS">How long it may wait for the device; without it the device must be online.</param>
internal sealed record ControlDevice(string? Command, int? Pin = null, string? State = null, JsonElement? Args = null, int? TtlS = null);

/// <summary>Reads and checks commands of device types. Pure.</summary>
internal static class ControlRules
{
    private const string PinMember = "pin", StateMember = "state";
    private const int MaxArgsLength = 1000;
    private static readonly TimeSpan MinTtl = TimeSpan.FromSeconds(5), MaxTtl = TimeSpan.FromDays(7);

    /// <summary>For how long a command is good when nobody says: longer ago, nobody expects the lamp to go on any more.</summary>
    public static readonly TimeSpan DefaultTtl = TimeSpan.FromSeconds(30);

    /// <summary>The arguments as the device gets them, or what is wrong.</summary>
    public static (JsonElement Args, IReadOnlyList<(string Field, string Message)> Errors) Read(ArgumentSchema schema, ControlDevice body)
    {
        var errors = new List<(string Field, string Message)>();
        if (body.TtlS is { } ttl && (ttl < MinTtl.TotalSeconds || ttl > MaxTtl.TotalSeconds)) errors.Add(("ttl_s", $"must be {MinTtl.TotalSeconds} to {MaxTtl.TotalSeconds}"));
        if (body.Args is { ValueKind: not JsonValueKind.Object }) return (default, [.. errors, ("args", "must be an object")]);

        var given = body.Args is { } some ? JsonObject.Create(some)! : [];
        var args = new JsonObject(given.Select(member => KeyValuePair.Create(member.Key, Plain(member.Value))));
        if (body.Pin is { } pin && !args.TryAdd(PinMember, pin)) errors.Add((PinMember, "stands in args as well; give it once"));
        if (body.State is { } state && !args.TryAdd(StateMember, state)) errors.Add((StateMember, "stands in args as well; give it once"));
        var json = JsonSerializer.SerializeToElement(args);
        if (json.GetRawText().Length > MaxArgsLength) errors.Add(("args", $"must have at most {MaxArgsLength} characters"));
        errors.AddRange(schema.Check(json).Select(e => (FieldOf(e.Field, given), e.Message)));
        return (json, errors);
    }

    /// <summary>A whole number is written as one: 25.0 is 25 to JSON Schema, but not to every parser of a device.</summary>
    public static JsonNode? Plain(JsonNode? value) => value switch
    {
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && number.TryGetValue<decimal>(out var exact) && decimal.IsInteger(exact) && Math.Abs(exact) <= long.MaxValue
            => JsonValue.Create((long)exact),
        _ => value?.DeepClone(),
    };

    private static string FieldOf(string field, JsonObject given)
    {
        if (field.Length == 0) return "args";
        var member = field.Split('.')[0];
        return member is PinMember or StateMember && !given.ContainsKey(member) ? field : $"args.{field}";
    }
}
