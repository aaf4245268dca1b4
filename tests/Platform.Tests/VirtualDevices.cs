using System.Diagnostics;
using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Suite.Tests;

/// <summary>A process that runs virtual devices, with its log of what was acknowledged and what happened.</summary>
public sealed class VirtualDevices : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private VirtualDevices(Process process, string folder) => (this.process, this.folder) = (process, folder);

    internal static VirtualDevices Start(SuiteFixture suite, IReadOnlyList<SuiteDevice> devices, string[] options)
    {
        var files = Directory.CreateTempSubdirectory("virtual-devices-").FullName;
        var template = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(suite.Suite.Folder, "devices.json")));
        File.WriteAllText(Path.Combine(files, "devices.json"), JsonSerializer.Serialize(new
        {
            mqtt = $"mqtt://{suite.Mqtt}",
            ca_file = (string?)null,
            lease_public_key = template.GetProperty("lease_public_key").GetString(),
            devices = devices.Select(d => new { d.DeviceId, d.Secret, d.LicenseKey, d.Tenant, d.Pit, d.Topic, interval_s = 1 }),
        }, Json.Options));
        return Run(files, ["--devices", Path.Combine(files, "devices.json"), .. options]);
    }

    /// <summary>Runs controllers from what the factory wrote into them, and those that are flashed into the folder later.</summary>
    internal static VirtualDevices StartFlashed(SuiteFixture suite, string nvsFolder) =>
        Run(Directory.CreateTempSubdirectory("virtual-devices-").FullName, ["--nvs", nvsFolder, "--mqtt", $"mqtt://{suite.Mqtt}"]);

    private static VirtualDevices Run(string files, IReadOnlyList<string> options)
    {
        var start = new ProcessStartInfo(Path.Combine(SuiteFixture.Root, ".local/bin/virtual-device"),
            [.. options, "--ack-log", Path.Combine(files, "acks"), "--events", Path.Combine(files, "events"), "--control", Path.Combine(files, "control")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new VirtualDevices(started, files);
    }

    /// <summary>Readings that the broker has acknowledged: device, time in ms, sequence number.</summary>
    public IReadOnlyList<(string DeviceId, long UnixMs, long Seq)> Acknowledged() =>
    [
        .. Lines("acks").Select(l => l.Split(',')).Where(p => p.Length == 3)
            .Select(p => (p[0], long.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture), long.Parse(p[2], System.Globalization.CultureInfo.InvariantCulture))),
    ];

    /// <summary>What happened so far.</summary>
    public IReadOnlyList<JsonElement> Events() => [.. Lines("events").Select(l => JsonSerializer.Deserialize<JsonElement>(l))];

    /// <summary>Does something at a device: <c>press ID short</c>, <c>input ID in1 open</c>.</summary>
    public async Task DoAsync(string line)
    {
        await using var control = new FileStream(Path.Combine(folder, "control"), FileMode.Open, FileAccess.Write);
        await control.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>The newest value of an output or input that the device itself tells of; null when it never changed.</summary>
    public string? ValueOf(string deviceId, string key) => Events()
        .Where(e => e.GetProperty("event").GetString() is "output" or "input" && e.GetProperty("device_id").GetString() == deviceId && e.GetProperty("key").GetString() == key)
        .Select(e => e.GetProperty("value").ToString()).LastOrDefault();

    /// <summary>Whether an event of that name has happened.</summary>
    public bool Had(string name) => Events().Any(e => e.GetProperty("event").GetString() == name);

    /// <summary>When an event of that name first happened, in ms: what a device took later has a later time.</summary>
    public long TimeOf(string name) => Events().First(e => e.GetProperty("event").GetString() == name).GetProperty("unix_ms").GetInt64();

    /// <summary>Ends the devices in an orderly way and waits for it.</summary>
    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
    }

    /// <summary>Waits until the devices end by themselves (<c>--duration</c>).</summary>
    public Task EndedAsync() => process.WaitForExitAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whole lines only: the last may be in the middle of being written.</summary>
    private string[] Lines(string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
