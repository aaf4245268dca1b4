using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Bench;

/// <summary>The web app as its users have it: what a browser loads, Lighthouse's opinion, fifty pits live, a pit's ninety days.</summary>
internal static partial class WebBench
{
    public const int Pits = 50;
    private const double GoalInitialKilobytes = 180;

    public static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        // Frames and Lighthouse's times are worth nothing on a machine that is busy with something else.
        var load = double.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture);
        var measurements = new List<Measurement> { Measurement.Info("web.load_before", load, "", $"processes that wanted a core in the minute before; {Machine.Describe()}"), await InitialJavaScriptAsync() };
        await using var suite = await BenchSuite.StartAsync(Pits);
        // The last device is left to the bench itself.
        var fleet = (Pits - 1).ToString(CultureInfo.InvariantCulture);
        await using (Fleet.Start(suite, suite.DevicesFile, "--count", fleet))
        {
            await QuietAsync(suite);
            measurements.Add(Measurement.Info("web.idle_before", await Machine.IdleAsync(), "of 1", "share of the processors that the suite with its devices left free before Lighthouse"));
            measurements.AddRange(await WebBenchLighthouse.RunAsync(suite));
        }

        await using var chromium = await Chromium.StartAsync();
        await using (Fleet.Start(suite, suite.DevicesFile, "--count", fleet, "--interval", "1"))
        {
            measurements.AddRange(await WebBenchLive.LatencyAsync(suite, chromium));
            measurements.AddRange(await WebBenchLive.FramesAsync(suite, chromium));
        }

        measurements.AddRange(await WebBenchGrid.RunAsync(suite, chromium));
        measurements.AddRange(await WebBenchHistory.RunAsync(suite, chromium));
        return measurements;
    }

    /// <summary>
    /// Waits until the alerts of devices that had been silent are over: forty-nine that come back at once are another day than the one
    /// that is measured. The device that is left to the bench stays silent.
    /// </summary>
    private static async Task QuietAsync(BenchSuite suite)
    {
        var owner = await suite.SignInAsync("owner");
        for (var tries = 0; tries < 60; tries++)
        {
            var alerts = (await suite.SendAsync(HttpMethod.Get, "api/alerts?status=active&limit=200", owner)).GetProperty("items").EnumerateArray();
            if (alerts.Count(a => a.GetProperty("alert_type").GetString() == "device_offline") <= 1) return;
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        throw new TimeoutException("The devices' alerts were not over within two minutes.");
    }

    /// <summary>What the budget of the build says.</summary>
    private static async Task<Measurement> InitialJavaScriptAsync()
    {
        var output = await NodeAsync(Path.Combine(BenchSuite.Root, "src/Web"), [], "scripts/budget.mjs");
        var total = SizeOf().Match(output) is { Success: true } found
            ? double.Parse(found.Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture) / 1000
            : throw new InvalidOperationException($"The budget of the web app's build names no size: {output}");
        return Measurement.AtMost("web.initial_js", total, GoalInitialKilobytes, "kB", "all scripts before the first screen, gzip -9; the gateway sends Brotli, which is smaller");
    }

    /// <summary>Runs a script with Node.js and more in its environment; what it printed.</summary>
    public static async Task<string> NodeAsync(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Length > 0 ? output : throw new InvalidOperationException($"node {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
    }

    [GeneratedRegex(@"^\s*(?<bytes>\d+)\s+initial JavaScript", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeOf();
}
