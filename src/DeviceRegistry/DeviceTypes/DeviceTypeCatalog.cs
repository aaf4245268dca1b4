using System.Reflection;

namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>All device types: one embedded <c>{type}.schema.json</c> each. Adding a type is adding a file.</summary>
internal sealed class DeviceTypeCatalog
{
    private const string Suffix = ".schema.json";
    private readonly SortedDictionary<string, KnownType> types = new(StringComparer.Ordinal);

    private DeviceTypeCatalog(IEnumerable<KnownType> known)
    {
        foreach (var type in known)
        {
            if (types.Values.FirstOrDefault(t => t.Definition.Prefix == type.Definition.Prefix) is { } same)
                throw new InvalidDataException($"Device types {same.Definition.Type} and {type.Definition.Type} have the same prefix {type.Definition.Prefix}.");
            types.Add(type.Definition.Type, type);
        }
    }

    /// <summary>Every type, by name.</summary>
    public IReadOnlyCollection<KnownType> All => types.Values;

    /// <summary>Reads the files that are embedded in <paramref name="assemblies"/>.</summary>
    /// <exception cref="InvalidDataException">A file is not right; the message names it.</exception>
    public static DeviceTypeCatalog Load(params IEnumerable<Assembly> assemblies) => new(
        from assembly in assemblies
        from resource in assembly.GetManifestResourceNames()
        where resource.EndsWith(Suffix, StringComparison.Ordinal)
        select DeviceTypeReader.Read(resource[..^Suffix.Length], Read(assembly, resource)));

    /// <summary>The type; null for one that has no file, such as a device of the ledger that is of a kind to come.</summary>
    public KnownType? Find(string type) => types.GetValueOrDefault(type);

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
