using System.Diagnostics;

namespace Platform.AppHost.Local.Tests;

/// <summary>Asks again until it is so, or the time is up.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            (clock.Elapsed < TimeSpan.FromSeconds(seconds)).ShouldBeTrue($"within {seconds} s: {what}");
            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string what, int seconds = 60) =>
        HoldsAsync(() => Task.FromResult(condition()), what, seconds);
}

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"platform-test-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Processes whose environment names a folder: all that was started for it.</summary>
internal static class ProcessesOf
{
    public static IReadOnlyList<string> Folder(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(process => Contains($"{process}/environ", $"PLATFORM_LOCAL_SCOPE={folder}") || Contains($"{process}/cmdline", folder))
            .Where(process => Path.GetFileName(process) != Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private static bool Contains(string file, string text)
    {
        try
        {
            return File.Exists(file) && File.ReadAllText(file).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or is not ours.
            return false;
        }
    }
}
