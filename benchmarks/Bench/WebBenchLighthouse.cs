using System.Globalization;
using System.Text.Json;

namespace Platform.Bench;

/// <summary>Lighthouse on the sign-in page and on the pits of somebody who is signed in.</summary>
internal static class WebBenchLighthouse
{
    /// <summary>Its scores swing by some points; the median of five swings half as much as one run (Lighthouse, docs/variability.md).</summary>
    private const int Runs = 5;

    private static readonly (string Category, string Name, double Goal)[] Goals = [("performance", "performance", 90), ("accessibility", "accessibility", 95), ("best-practices", "best_practices", 95)];

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite) =>
        [.. await MeasureAsync(suite, "/sign-in", "sign_in", null), .. await MeasureAsync(suite, "/pits", "pits", suite.Account("owner"))];

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchSuite suite, string path, string name, (string Username, string Password)? account)
    {
        Console.Error.WriteLine($"web: Lighthouse on {path}, {Runs} runs");
        var environment = account is { } known ? new Dictionary<string, string>(StringComparer.Ordinal) { ["BENCH_USERNAME"] = known.Username, ["BENCH_PASSWORD"] = known.Password } : [];
        var answer = JsonSerializer.Deserialize<JsonElement>(await WebBench.NodeAsync(
            Path.Combine(BenchSuite.Root, "benchmarks/lighthouse"), environment, "run.mjs", suite.Suite.GetEndpoint("gateway").ToString(), path, Runs.ToString(CultureInfo.InvariantCulture)));
        var metrics = string.Join(", ", answer.GetProperty("metrics").EnumerateObject().Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.Value.GetDouble():0.###}")));
        var runs = string.Join(", ", answer.GetProperty("performance").EnumerateArray().Select(r => r.GetRawText()));
        return
        [
            .. Goals.Select(g =>
            {
                var failing = string.Join(", ", answer.GetProperty("failing").GetProperty(g.Category).EnumerateArray().Select(a => a.GetString()));
                var context = $"throttled mobile, median of {Runs}; {(failing.Length > 0 ? $"below full marks: {failing}" : "nothing below full marks")}";
                if (g.Category == "performance") context += $"; runs {runs}; {metrics}; {Machine.Describe()}";
                return Measurement.AtLeast($"web.lighthouse_{name}_{g.Name}", answer.GetProperty("scores").GetProperty(g.Category).GetDouble(), g.Goal, "of 100", context);
            }),
        ];
    }
}
