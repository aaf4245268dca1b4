using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;

namespace Platform.Bench;

/// <summary>Lighthouse on the sign-in page and on the pits of somebody who is signed in.</summary>
internal static class WebBenchLighthouse
{
    /// <summary>Its scores swing by a few points; the median of three is what counts.</summary>
    private const int Runs = 3;

    private static readonly (string Category, string Name, double Goal)[] Goals = [("performance", "performance", 90), ("accessibility", "accessibility", 95), ("best-practices", "best_practices", 95)];

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite)
    {
        var profile = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        try
        {
            using var playwright = await Playwright.CreateAsync();
            var port = FreePort();
            await using var context = await Chromium.StartSharedAsync(playwright, profile, port, suite.Suite.GetEndpoint("gateway"));
            var measurements = await MeasureAsync(suite, port, "/sign-in", "sign_in");

            // The session lies in the profile: Lighthouse opens a page of its own in it. This one must not work meanwhile.
            var page = context.Pages[0];
            await Chromium.SignInAsync(page, suite.Account("owner"));
            await page.GotoAsync("about:blank");
            return [.. measurements, .. await MeasureAsync(suite, port, "/pits", "pits")];
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchSuite suite, int port, string path, string name)
    {
        Console.Error.WriteLine($"web: Lighthouse on {path}, {Runs} runs");
        var url = new Uri(suite.Suite.GetEndpoint("gateway"), path).ToString();
        var answer = JsonSerializer.Deserialize<JsonElement>(await WebBench.NodeAsync(
            Path.Combine(BenchSuite.Root, "benchmarks/lighthouse"), "run.mjs", url, port.ToString(CultureInfo.InvariantCulture), Runs.ToString(CultureInfo.InvariantCulture)));
        var metrics = string.Join(", ", answer.GetProperty("metrics").EnumerateObject().Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.Value.GetDouble():0.###}")));
        return
        [
            .. Goals.Select(g =>
            {
                var failing = string.Join(", ", answer.GetProperty("failing").GetProperty(g.Category).EnumerateArray().Select(a => a.GetString()));
                var context = $"throttled mobile, median of {Runs}; {(failing.Length > 0 ? $"below full marks: {failing}" : "nothing below full marks")}";
                if (g.Category == "performance") context += $"; {metrics}; {Machine.Describe()}";
                return Measurement.AtLeast($"web.lighthouse_{name}_{g.Name}", answer.GetProperty("scores").GetProperty(g.Category).GetDouble(), g.Goal, "of 100", context);
            }),
        ];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
