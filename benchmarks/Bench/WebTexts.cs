using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Bench;

/// <summary>The texts of the web app, to find by name in any language what is called so in English.</summary>
internal static class WebTexts
{
    private const string Values = "{{";

    /// <summary>Matches what the English text, up to the first value in it, is called in that language; where several texts have the same English, each of them.</summary>
    public static Regex Named(string english, string language)
    {
        var names = Directory.EnumerateFiles(Path.Combine(BenchSuite.Root, "src/Web/src"), "en.json", SearchOption.AllDirectories)
            .SelectMany(file => Read(file).Where(text => Beginning(text.Value) == english).Select(text => Read(Path.Combine(Path.GetDirectoryName(file)!, $"{language}.json"))[text.Key]))
            .Distinct(StringComparer.Ordinal).Select(text => string.Join(".*", text.Split(Values, StringSplitOptions.None).Select((part, at) => Regex.Escape(at == 0 ? part : part[(part.IndexOf("}}", StringComparison.Ordinal) + 2)..]))))
            .ToArray();
        return names.Length > 0 ? new Regex(string.Join('|', names), RegexOptions.None, TimeSpan.FromSeconds(1)) : throw new InvalidOperationException($"No text of the web app is '{english}'.");
    }

    /// <summary>What stands before the first value that is filled in.</summary>
    private static string Beginning(string text) => text.Split(Values, StringSplitOptions.None)[0].TrimEnd();

    private static Dictionary<string, string> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return Flat("", document.RootElement).ToDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(string key, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Flat($"{key}.{member.Name}", member.Value))
        : [KeyValuePair.Create(key, element.GetString()!)];
}
