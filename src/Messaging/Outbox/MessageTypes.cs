using System.Collections.Frozen;
using System.Reflection;

namespace Platform.Messaging;

/// <summary>The message types that an outbox row may name: the public records of the contract assemblies, nothing else.</summary>
public sealed class MessageTypes(params IReadOnlyList<Assembly> assemblies)
{
    private readonly FrozenDictionary<string, Type> types = assemblies
        .SelectMany(a => a.GetExportedTypes())
        .Where(t => t is { IsClass: true, IsAbstract: false, IsGenericType: false })
        .ToFrozenDictionary(t => t.FullName!, StringComparer.Ordinal);

    /// <summary>The type of that full name.</summary>
    /// <exception cref="InvalidOperationException">No contract has this name (any more).</exception>
    public Type Find(string name) => types.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"There is no message type '{name}' in the contracts.");
}
