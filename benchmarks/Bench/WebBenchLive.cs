using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Platform.Bench;

/// <summary>Fifty pits of which each has a new value every second, in an open page.</summary>
internal static class WebBenchLive
{
    private const int Seconds = 20, Publishes = 50;
    private const double GoalFrames = 50, GoalMemoryMb = 150, GoalVisibleP95 = 1000;

    /// <summary>Counts frames, tasks that took 50 ms or more, and tiles whose values changed.</summary>
    private const string Watch = """
        async seconds => {
          let updates = 0, frames = 0, longTasks = 0, longest = 0, slowest = 0;
          const tiles = new Set();
          const observer = new MutationObserver(records => {
            const changed = new Set();
            for (const { target } of records) {
              const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
              const tile = element?.closest("dd") && element.closest("[data-pit]");
              if (tile) changed.add(tile);
            }
            updates += changed.size;
            for (const tile of changed) tiles.add(tile);
          });
          observer.observe(document.querySelector("main"), { subtree: true, characterData: true, childList: true });
          const tasks = new PerformanceObserver(list => {
            for (const { duration } of list.getEntries()) { longTasks++; longest = Math.max(longest, duration); }
          });
          tasks.observe({ type: "longtask" });
          const start = performance.now();
          let last = start;
          await new Promise(done => {
            const step = () => {
              const now = performance.now();
              frames++;
              slowest = Math.max(slowest, now - last);
              last = now;
              if (now - start < seconds * 1000) requestAnimationFrame(step); else done();
            };
            requestAnimationFrame(step);
          });
          observer.disconnect();
          tasks.disconnect();
          return { rate: frames / (last - start) * 1000, updates, tiles: tiles.size, longTasks, longest, slowest };
        }
        """;

    /// <summary>Resolves with the time at which a tile that shows the text is painted.</summary>
    private const string Await = """
        ([pit, text]) => {
          const tile = document.querySelector(`[data-pit="${pit}"]`);
          window.benchSeen = new Promise(done => {
            const observer = new MutationObserver(() => {
              if (!tile.textContent.includes(text)) return;
              observer.disconnect();
              requestAnimationFrame(() => setTimeout(() => done(Date.now())));
            });
            observer.observe(tile, { subtree: true, characterData: true, childList: true });
          });
        }
        """;

    /// <summary>Frames and memory of the page over some seconds.</summary>
    public static async Task<IReadOnlyList<Measurement>> FramesAsync(BenchSuite suite, Chromium chromium)
    {
        Console.Error.WriteLine($"web: {WebBench.Pits} pits every second for {Seconds} s");
        var page = await OpenPitsAsync(suite, chromium);
        var seen = await page.EvaluateAsync<JsonElement>(Watch, Seconds);
        double Of(string name) => seen.GetProperty(name).GetDouble();

        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        await session.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        var browser = await chromium.Browser.NewBrowserCDPSessionAsync();
        var renderers = (await browser.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray()
            .Where(p => p.GetProperty("type").GetString() == "renderer").Select(p => ProcessTree.Below(p.GetProperty("id").GetInt32())[0].PssKilobytes / 1024.0).ToArray();
        await page.Context.DisposeAsync();

        var context = string.Create(CultureInfo.InvariantCulture, $"1280×800, no GPU, {Seconds} s, {Of("updates"):0} updates of {Of("tiles"):0} tiles; {Machine.Describe()}");
        return
        [
            Measurement.AtLeast("web.frames", Of("rate"), GoalFrames, "/s", string.Create(CultureInfo.InvariantCulture, $"{context}; longest time between two frames {Of("slowest"):0} ms")),
            Measurement.Info("web.long_tasks", Of("longTasks"), "", string.Create(CultureInfo.InvariantCulture, $"tasks of 50 ms or more in {Seconds} s; longest {Of("longest"):0} ms")),
            // A spare renderer that waits for the next page is the smaller one.
            Measurement.AtMost("web.memory", renderers.Max(), GoalMemoryMb, "MB", $"the page's whole renderer process, proportional set size, after a collection; {context}"),
            Measurement.Info("web.heap", metrics["JSHeapUsedSize"] / (1024 * 1024), "MB", "JavaScript heap in use after a collection"),
        ];
    }

    /// <summary>From a publish by MQTT to the painted value, while all other pits change every second.</summary>
    public static async Task<IReadOnlyList<Measurement>> LatencyAsync(BenchSuite suite, Chromium chromium)
    {
        Console.Error.WriteLine($"web: {Publishes} values from publish to tile");
        var device = suite.Devices()[^1];
        var address = suite.Suite.GetEndpoint("messaging", "mqtt");
        using var publisher = Process.Start(new ProcessStartInfo("mosquitto_pub",
            ["-h", address.Host, "-p", address.Port.ToString(CultureInfo.InvariantCulture), "-u", device.DeviceId, "-P", device.Secret, "-i", device.DeviceId, "-t", device.Topic, "-q", "1", "-l"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        })!;
        publisher.StandardInput.AutoFlush = true;
        await publisher.StandardInput.WriteLineAsync(Reading(device, 0, 10));
        var pit = (await PastReadings.PitsAsync(suite.TelemetryDatabase, [device.DeviceId]))[device.DeviceId];
        var page = await OpenPitsAsync(suite, chromium);
        var samples = new List<double>();
        for (var i = 1; i <= Publishes; i++)
        {
            var temperature = Math.Round(10 + (i * 0.3), 1);
            await page.EvaluateAsync(Await, new object[] { pit, temperature.ToString("0.0", CultureInfo.InvariantCulture) });
            var at = DateTimeOffset.UtcNow;
            await publisher.StandardInput.WriteLineAsync(Reading(device, i, temperature));
            var visible = await page.EvaluateAsync<double>("Promise.race([window.benchSeen, new Promise(done => setTimeout(() => done(-1), 15000))])");
            if (visible < 0) throw new TimeoutException($"{temperature} °C was not shown in the tile of pit {pit} within 15 s.");
            samples.Add(visible - at.ToUnixTimeMilliseconds());
            await Task.Delay(100);
        }

        publisher.StandardInput.Close();
        await publisher.WaitForExitAsync();
        await page.Context.DisposeAsync();
        return
        [
            Measurement.Info("web.visible_p50", Quantile.Of(samples, 0.5), "ms", $"publish by mosquitto_pub to the painted tile, {samples.Count} values, {WebBench.Pits - 1} other pits every second; {Machine.Describe()}"),
            Measurement.AtMost("web.visible_p95", Quantile.Of(samples, 0.95), GoalVisibleP95, "ms", "same"),
        ];
    }

    private static async Task<IPage> OpenPitsAsync(BenchSuite suite, Chromium chromium)
    {
        var page = await chromium.OpenAsync(suite, View.Desktop);
        await Chromium.SignInAsync(page, suite.Account("owner"));
        await page.Locator("[data-live=live]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Assertions.Expect(page.Locator("[data-pit]")).ToHaveCountAsync(WebBench.Pits, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("[data-pit]", new() { HasText = "°C" })).ToHaveCountAsync(WebBench.Pits, new() { Timeout = 60_000 });
        return page;
    }

    private static string Reading(BenchDevice device, int number, double temperature) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"device_id":"{{device.DeviceId}}","license_key":"{{device.LicenseKey}}","timestamp":"{{DateTime.UtcNow:O}}","seq":{{2_000_000_000L + number}},"temperature":{{temperature:0.0}},"humidity":50,"aqi":20,"pressure":1008}""");
}
