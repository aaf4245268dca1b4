using System.Globalization;

namespace Platform.Bench;

/// <summary>The machine that was measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {memory:0} GiB");
    }

    /// <summary>
    /// Waits until the processors have been idle for 90 % of six seconds: what has just been started still compiles itself. Gives up
    /// after two minutes; the share that was idle at last, 0 to 1.
    /// </summary>
    public static async Task<double> IdleAsync()
    {
        const double enough = 0.9;
        var share = 0.0;
        for (var tries = 0; tries < 20 && share < enough; tries++)
        {
            var (idle, all) = await TicksAsync();
            await Task.Delay(TimeSpan.FromSeconds(6));
            var (idleThen, allThen) = await TicksAsync();
            share = (idleThen - idle) / Math.Max(1.0, allThen - all);
        }

        return share;
    }

    /// <summary>Ticks of all processors since the start of the machine, idle and altogether (proc(5), the line "cpu" of /proc/stat).</summary>
    private static async Task<(long Idle, long All)> TicksAsync()
    {
        var fields = (await File.ReadAllLinesAsync("/proc/stat"))[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (fields[3] + fields[4], fields[..8].Sum());
    }
}
