using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.DeviceRegistry.Devices;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>Reads a <c>{type}.schema.json</c> and refuses what would not work, so that a mistake ends the start and not a customer's command.</summary>
internal static class DeviceTypeReader
{
    private const int PrefixLength = 3;
    private static readonly string[] Kinds = ["switch", "slider", "color", "input"];

    private static readonly JsonSerializerOptions Strict = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="InvalidDataException">The file is not right; the message names it and says what to change.</exception>
    public static KnownType Read(string name, string json)
    {
        DeviceType type;
        try
        {
            type = JsonSerializer.Deserialize<DeviceType>(json, Strict) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Device type {name}: {exception.Message}", exception);
        }

        var commands = type.Commands.ToDictionary(c => c.Key, c => new ArgumentSchema(c.Value, $"Device type {name}: command {c.Key}"), StringComparer.Ordinal);
        var state = new ArgumentSchema(type.State, $"Device type {name}: state");
        var config = type.Config is { } schema ? new ArgumentSchema(schema, $"Device type {name}: config") : null;
        if (Faults(name, type, commands, state).FirstOrDefault() is { } fault) throw new InvalidDataException($"Device type {name}: {fault}.");
        return new KnownType(type, commands, config);
    }

    private static IEnumerable<string> Faults(string name, DeviceType type, Dictionary<string, ArgumentSchema> commands, ArgumentSchema state)
    {
        if (type.Type != name) yield return $"type is '{type.Type}' and not the file's name";
        if (type.Prefix.Length != PrefixLength || type.Prefix.Any(c => !LicenseKey.Alphabet.Contains(c, StringComparison.Ordinal)))
            yield return $"prefix '{type.Prefix}' must be {PrefixLength} characters of {LicenseKey.Alphabet}";
        if (type.Topics is not (KnownType.DeviceTopics or KnownType.WorkshopTopics)) yield return $"topics '{type.Topics}' must be {KnownType.DeviceTopics} or {KnownType.WorkshopTopics}";
        if (type.Controls.DistinctBy(c => c.Id, StringComparer.Ordinal).Count() != type.Controls.Count) yield return "two controls have the same id";
        if (commands.Keys.FirstOrDefault(c => c.Length == 0 || !c.All(l => char.IsAsciiLetterLower(l) || l == '_')) is { } big)
            yield return $"command '{big}' must be of small letters and '_'; those in capitals are the platform's own";
        foreach (var control in type.Controls)
        {
            if (FaultOf(control, commands, state) is { } fault) yield return $"control {control.Id}: {fault}";
        }
    }

    private static string? FaultOf(TypeControl control, Dictionary<string, ArgumentSchema> commands, ArgumentSchema state)
    {
        if (!Kinds.Contains(control.Kind, StringComparer.Ordinal)) return $"kind '{control.Kind}' must be one of {string.Join(", ", Kinds)}";
        if (!state.Members.Contains(control.StateKey, StringComparer.Ordinal)) return $"state_key '{control.StateKey}' is not in state";
        if (control.Kind == "input") return control.Command is null ? null : "an input has no command";
        if (control.Command is null || !commands.TryGetValue(control.Command, out var command)) return $"command '{control.Command}' is not one of the type's";
        if (control.ValueArg is null || !command.Members.Contains(control.ValueArg, StringComparer.Ordinal)) return $"value_arg '{control.ValueArg}' is no argument of {control.Command}";
        if (control.Args is { } args && (args.ValueKind != JsonValueKind.Object || !args.EnumerateObject().All(a => command.Members.Contains(a.Name, StringComparer.Ordinal))))
            return $"args are not arguments of {control.Command}";
        return control.Kind == "slider" && !(control.Min < control.Max) ? "a slider has a min below its max" : null;
    }
}
