using System.Diagnostics;
using System.Globalization;

namespace Platform.Bench;

/// <summary>Memory of the idle suite per process, and how long a start takes when everything is built and the data is there.</summary>
internal static class FootprintBench
{
    private const double GoalMemoryMb = 1536, GoalStartSeconds = 30;

    /// <summary>Proportional set size of every process below the AppHost, itself included, after a quiet time.</summary>
    public static async Task<IReadOnlyList<Measurement>> MemoryAsync(BenchSuite suite, TimeSpan quiet)
    {
        Console.Error.WriteLine($"memory: waiting {quiet.TotalSeconds:0} s in peace");
        await Task.Delay(quiet);
        var names = suite.Suite.Resources.Where(r => r.Pid is not null).ToDictionary(r => r.Pid!.Value, r => r.Name);
        var processes = ProcessTree.Below(suite.Suite.ProcessId);
        var perResource = processes
            .GroupBy(p => OwnerOf(p, processes, names))
            .Select(g => (Name: g.Key, Megabytes: g.Sum(p => p.PssKilobytes) / 1024.0, Count: g.Count()))
            .OrderByDescending(g => g.Megabytes)
            .ToArray();
        var total = perResource.Sum(r => r.Megabytes);
        return
        [
            .. perResource.Select(r => Measurement.Info($"memory.{r.Name}", r.Megabytes, "MB", string.Create(CultureInfo.InvariantCulture, $"{r.Count} processes, proportional set size"))),
            Measurement.AtMost("memory.total", total, GoalMemoryMb, "MB", $"all services, broker, database, AppHost; idle; {Machine.Describe()}"),
        ];
    }

    /// <summary>Starts a suite in a folder that another one has used before and signs in.</summary>
    public static async Task<Measurement> WarmStartAsync(string folder, int devices)
    {
        Console.Error.WriteLine("start: again, with everything built and the data there");
        var watch = Stopwatch.StartNew();
        await using var suite = await BenchSuite.StartAsync(devices, folder);
        await suite.SignInAsync("owner");
        return Measurement.AtMost("start.warm", watch.Elapsed.TotalSeconds, GoalStartSeconds, "s", $"AppHost start to first sign-in; {Machine.Describe()}");
    }

    private static string OwnerOf(ProcessInfo process, IReadOnlyList<ProcessInfo> all, Dictionary<int, string> names)
    {
        for (var current = process; current is not null; current = all.FirstOrDefault(p => p.Id == current.ParentId))
        {
            if (names.TryGetValue(current.Id, out var name)) return name;
        }

        return "apphost";
    }
}

/// <summary>A process as /proc shows it.</summary>
internal sealed record ProcessInfo(int Id, int ParentId, long PssKilobytes);

/// <summary>All processes below one, read from /proc.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<ProcessInfo> Below(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? Read(id) : null).OfType<ProcessInfo>().ToArray();
        var found = new List<ProcessInfo>(all.Where(p => p.Id == root));
        for (var i = 0; i < found.Count; i++) found.AddRange(all.Where(p => p.ParentId == found[i].Id));
        return found;
    }

    private static ProcessInfo? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var parent = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            var pss = File.ReadLines($"/proc/{id}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return new ProcessInfo(id, parent, long.Parse(pss.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Ended while it was looked at, or a kernel thread without memory of its own.
            return null;
        }
    }
}
