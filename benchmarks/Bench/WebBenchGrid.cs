using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Platform.Bench;

/// <summary>
/// A household with a thousand devices: from a letter in the search to the painted hits. The thousand are copies of the demo's own that the
/// browser is given in the place of the registry's answer; everything else is the real suite.
/// </summary>
internal static class WebBenchGrid
{
    private const int Devices = 1000;
    private const double GoalMs = 100;

    /// <summary>Writes into the search as a keyboard does; the milliseconds to the frame after the one that shows the hits.</summary>
    private const string Search = """
        async text => {
          const input = document.querySelector("main input[type=search]");
          const frame = () => new Promise(done => requestAnimationFrame(done));
          await frame();
          const start = performance.now();
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
          input.dispatchEvent(new Event("input", { bubbles: true }));
          for (;;) {
            await frame();
            if (performance.now() - start > 10000) return -1;
            const names = [...document.querySelectorAll("main li h2, main li h3")].map(h => h.textContent.toLowerCase());
            if (names.length > 0 && names.every(n => n.includes(text))) break;
          }
          await frame();
          return performance.now() - start;
        }
        """;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, Chromium chromium)
    {
        Console.Error.WriteLine($"web: search among {Devices} devices");
        var page = await chromium.OpenAsync(suite, View.Desktop);
        await page.RouteAsync("**/api/users/*/devices*", ThousandAsync);
        await Chromium.SignInAsync(page, suite.Account("household"));
        await page.GotoAsync("/home");
        await page.Locator("main li h2, main li h3").First.WaitForAsync();
        var samples = new List<double>();
        // Whole numbers: the search takes words one by one and looks into serials and types as well, so that a single digit hits others too.
        foreach (var text in new[] { "lamp 123", "lamp 231", "lamp 312", "lamp 456", "lamp 564", "lamp 645", "lamp 789", "lamp 897", "lamp 978", "lamp 501" })
            samples.Add(await page.EvaluateAsync<double>(Search, text));
        await page.CloseAsync();
        if (samples.Exists(s => s < 0)) throw new InvalidOperationException("The search showed other devices than its hits.");
        return
        [
            Measurement.AtMost("web.filter_1000", Quantile.Of(samples, 0.95), GoalMs, "ms", $"p95 of {samples.Count} searches among {Devices} devices: input event to the frame after the hits"),
        ];
    }

    private static async Task ThousandAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var first = JsonNode.Parse(await answer.TextAsync())!.AsArray()[0]!;
        var many = new JsonArray();
        for (var i = 0; i < Devices; i++)
        {
            var device = first.DeepClone();
            device["device_id"] = $"RY4-BENCH{i:0000}";
            device["device_name"] = $"Lamp {i:000}";
            many.Add(device);
        }

        await route.FulfillAsync(new RouteFulfillOptions { Status = 200, ContentType = "application/json", Body = many.ToJsonString() });
    }
}
