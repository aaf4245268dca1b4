using Platform.DeviceRegistry.DeviceTypes;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The types that the factory makes: those that have topics of their own before anybody owns them.</summary>
internal sealed class UnitTypes(DeviceTypeCatalog types)
{
    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. types.All.Where(IsUnit).Select(t => t.Definition.Type)];

    /// <summary>The prefix of a type's serial numbers; null when the factory does not make it.</summary>
    public string? PrefixOf(string? type) => type is not null && types.Find(type) is { } known && IsUnit(known) ? known.Definition.Prefix : null;

    private static bool IsUnit(KnownType type) => type.Definition.Topics == KnownType.DeviceTopics;
}
