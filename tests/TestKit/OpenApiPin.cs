using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Platform.TestKit;

/// <summary>
/// A service's API as the web app knows it: <c>src/Web/openapi/{service}.json</c>, from which its TypeScript types are made.
/// A changed API is written there with <c>PINS=write</c> in the environment, and <c>npm run types</c> in <c>src/Web</c> follows.
/// </summary>
public static class OpenApiPin
{
    private const int LinesShown = 8;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fails when the document that the service serves differs from the one that is checked in.</summary>
    public static async Task CheckAsync(HttpClient client, string service)
    {
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!.AsObject();
        RemoveWhatIsInside(document);
        var served = Sorted(document)!.ToJsonString(Indented) + "\n";
        var file = PathOf(service);
        if (Environment.GetEnvironmentVariable("PINS") == "write") await File.WriteAllTextAsync(file, served);
        var pinned = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        Difference(pinned, served).ShouldBeNull($"src/Web/openapi/{service}.json is not what the service serves: run this test with PINS=write, then `npm run types` in src/Web, and check both in");
    }

    /// <summary>As the gateway does: what is not routed is not part of the API.</summary>
    private static void RemoveWhatIsInside(JsonObject document)
    {
        var paths = document["paths"]!.AsObject();
        foreach (var path in paths.Select(p => p.Key).Where(p => p.StartsWith("/internal", StringComparison.Ordinal)).ToArray()) paths.Remove(path);
        document.Remove("servers");
    }

    /// <summary>Members by name, so that moving an endpoint in the code changes nothing; lists keep their order.</summary>
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>The first lines that differ; null when none does.</summary>
    private static string? Difference(string pinned, string served)
    {
        if (pinned == served) return null;
        var (left, right) = (pinned.Split('\n'), served.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"from line {line + 1}, checked in:\n{Lines(left, line)}\nserved:\n{Lines(right, line)}";
    }

    private static string Lines(string[] lines, int from) => string.Join('\n', lines.Skip(from).Take(LinesShown));

    private static string PathOf(string service, [CallerFilePath] string source = "") =>
        Path.GetFullPath($"../../src/Web/openapi/{service}.json", Path.GetDirectoryName(source)!);
}
