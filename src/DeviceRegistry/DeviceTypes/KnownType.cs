using System.Text.Json;

namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>A device type with its schemas ready to check.</summary>
internal sealed class KnownType(DeviceType definition, IReadOnlyDictionary<string, ArgumentSchema> commands, ArgumentSchema? config)
{
    /// <summary>The family of topics that a device has from the factory on, whoever owns it.</summary>
    public const string DeviceTopics = "devices", WorkshopTopics = "workshop";

    public DeviceType Definition { get; } = definition;

    /// <summary>Names of the commands that people may give.</summary>
    public IEnumerable<string> Commands => commands.Keys;

    /// <summary>The schema of a command's arguments; null when the type has no such command.</summary>
    public ArgumentSchema? FindCommand(string name) => commands.GetValueOrDefault(name);

    /// <summary>The schema of the configuration; null when the type takes none.</summary>
    public ArgumentSchema? Config { get; } = config;

    /// <summary>
    /// What a command sets, so that a newer one for the same replaces one that waits: the part of the state that its control
    /// shows, or the command itself when it shows nowhere.
    /// </summary>
    public string TargetOf(string command, JsonElement args) =>
        Definition.Controls.FirstOrDefault(c => c.Command == command && IsPartOf(c.Args, args)) is { } control ? $"state:{control.StateKey}" : $"command:{command}";

    private static bool IsPartOf(JsonElement? fixedArgs, JsonElement args) =>
        fixedArgs is not { } part || part.EnumerateObject().All(p => args.TryGetProperty(p.Name, out var given) && JsonElement.DeepEquals(given, p.Value));
}
