using System.Text.Json;

namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>A kind of device and what it can do, as its <c>{type}.schema.json</c> says and as the API shows it.</summary>
/// <param name="Type">Such as <c>4Relay</c>; the file's name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Prefix">The first three characters of its serial numbers.</param>
/// <param name="Topics"><c>devices</c> (<c>devices/{id}/…</c>) or <c>workshop</c> (<c>workshop/{code}/…</c>).</param>
/// <param name="Wifi">Whether it is brought into a Wi-Fi when it is set up.</param>
/// <param name="Controls">What people see of it: outputs to be set, inputs to be looked at.</param>
/// <param name="Commands">Name → JSON Schema of its arguments.</param>
/// <param name="State">JSON Schema of the state that it reports.</param>
/// <param name="Config">JSON Schema of its configuration; null when it takes none.</param>
internal sealed record DeviceType(
    string Type, string Title, string Prefix, string Topics, bool Wifi, IReadOnlyList<TypeControl> Controls,
    IReadOnlyDictionary<string, JsonElement> Commands, JsonElement State, JsonElement? Config = null);

/// <summary>One thing of a device that people see and mostly set.</summary>
/// <param name="Id">Its name within the type.</param>
/// <param name="Kind"><c>switch</c>, <c>slider</c>, <c>color</c> or <c>input</c>.</param>
/// <param name="Label">What people call it until they name it.</param>
/// <param name="Command">The command that sets it; null for an input.</param>
/// <param name="Args">Arguments that are always the same, such as the pin.</param>
/// <param name="ValueArg">The argument that takes the value.</param>
/// <param name="StateKey">Where the state says how it stands.</param>
/// <param name="Min">A slider's smallest value.</param>
/// <param name="Max">A slider's largest value.</param>
/// <param name="Unit">Such as <c>%</c>.</param>
internal sealed record TypeControl(
    string Id, string Kind, string Label, string StateKey, string? Command = null, JsonElement? Args = null, string? ValueArg = null,
    double? Min = null, double? Max = null, string? Unit = null);
