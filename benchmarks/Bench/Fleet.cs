using System.Diagnostics;

namespace Platform.Bench;

/// <summary>Virtual devices that publish until disposed of.</summary>
internal sealed class Fleet(Process process) : IAsyncDisposable
{
    /// <summary>Runs the devices of a file; see virtual-device --help for the options.</summary>
    public static Fleet Start(BenchSuite suite, string devicesFile, params string[] options) =>
        Run(["--devices", devicesFile, "--mqtt", $"mqtt://{suite.MqttAddress}", .. options]);

    /// <summary>Runs virtual-device with these options alone.</summary>
    public static Fleet Run(params string[] options)
    {
        var process = BenchSuite.Start("virtual-device", options);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return new Fleet(process);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
