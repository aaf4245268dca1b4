using System.Globalization;
using Microsoft.Playwright;

namespace Platform.Bench;

/// <summary>From a click among the pits to the painted chart of ninety days.</summary>
internal static class WebBenchHistory
{
    private const int Opened = 5;
    private const double GoalOpenMs = 1000;

    /// <summary>
    /// Goes to an address within the app, as a link does, and resolves with the milliseconds until its history has come, nothing loads
    /// any more, and a chart has been painted.
    /// </summary>
    private const string Open = """
        async address => {
          const painted = canvas => {
            if (canvas.width === 0 || canvas.height === 0) return false;
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) return true;
            return false;
          };
          const frame = () => new Promise(done => requestAnimationFrame(done));
          const start = performance.now();
          history.pushState(null, "", address);
          dispatchEvent(new PopStateEvent("popstate", { state: null }));
          for (;;) {
            await frame();
            if (performance.now() - start > 30000) return -1;
            const came = performance.getEntriesByType("resource").some(e => e.startTime >= start && e.responseEnd > 0 && e.name.includes("/sensors/history"));
            if (!came || document.querySelector("main [aria-busy=true]") !== null) continue;
            if (![...document.querySelectorAll("main canvas")].some(painted)) continue;
            await frame();
            return performance.now() - start;
          }
        }
        """;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, Chromium chromium)
    {
        Console.Error.WriteLine($"web: {Opened} pits with ninety days");
        var pits = (await PastReadings.PitsAsync(suite.TelemetryDatabase, [.. suite.Devices().Take(Opened).Select(d => d.DeviceId)])).Values.ToArray();
        await PastReadings.FillAsync(suite.TelemetryDatabase, pits);
        var page = await chromium.OpenAsync(suite, View.Desktop);
        await Chromium.SignInAsync(page, suite.Account("owner"));
        var samples = new List<double>();
        foreach (var pit in pits)
        {
            await page.GotoAsync("/pits");
            await Assertions.Expect(page.Locator("[data-pit]")).ToHaveCountAsync(WebBench.Pits, new() { Timeout = 60_000 });
            await Chromium.SettledAsync(page);
            var milliseconds = await page.EvaluateAsync<double>(Open, $"/pits/{pit}?range=90d");
            if (milliseconds < 0) throw new TimeoutException($"No chart of pit {pit} was painted within 30 s.");
            samples.Add(milliseconds);
        }

        await page.Context.DisposeAsync();
        return
        [
            Measurement.AtMost("web.pit_90_days", Quantile.Of(samples, 0.5), GoalOpenMs, "ms",
                string.Create(CultureInfo.InvariantCulture, $"opened from the pits to the painted chart, median of {Opened} pits, first {samples[0]:0} ms, slowest {samples.Max():0} ms; every one in a freshly loaded app; {Machine.Describe()}")),
        ];
    }
}
