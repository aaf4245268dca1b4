using System.Collections.Frozen;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The types that the factory makes, with the first characters of their serial numbers.</summary>
internal static class UnitTypes
{
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["4Relay"] = "RY4",
        ["LED"] = "RGB",
        ["Sensor"] = "SNS",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Prefixes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The prefix of a type's serial numbers; null when the factory does not make it.</summary>
    public static string? PrefixOf(string? type) => type is null ? null : Prefixes.GetValueOrDefault(type);
}
