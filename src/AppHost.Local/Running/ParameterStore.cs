using System.Text.Json;

namespace Platform.AppHost.Local.Running;

/// <summary>Generated values that must be the same at the next start, readable by the owner only.</summary>
internal sealed class ParameterStore(string path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Lock _gate = new();

    public string GetOrAdd(string name, Func<string> create)
    {
        lock (_gate)
        {
            var values = Read();
            if (values.TryGetValue(name, out var known))
                return known;
            values[name] = create();
            OwnerFile.Write(path, JsonSerializer.Serialize(values, Indented));
            return values[name];
        }
    }

    private SortedDictionary<string, string> Read()
    {
        if (!File.Exists(path))
            return new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException problem)
        {
            throw new LocalStartException($"{path} is not readable as JSON; repair it, or start afresh with ./run reset.", problem);
        }
    }
}

/// <summary>Files for the owner's eyes, replaced in one step so that a reader never sees half of one.</summary>
internal static class OwnerFile
{
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(draft, path, overwrite: true);
    }
}
