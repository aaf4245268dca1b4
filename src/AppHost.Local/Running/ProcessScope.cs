using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Platform.AppHost.Local.Running;

/// <summary>
/// Everything that is started for one folder. Each process inherits a mark in its environment, so that what it starts itself
/// (an Erlang port mapper, for example) can be found and ended too. A guard outlives us: it holds the reading end of a pipe, and when
/// that ends, because we ended in whatever way, it ends all that carries the mark.
/// </summary>
internal sealed class ProcessScope : IDisposable
{
    public const string MarkVariable = "PLATFORM_LOCAL_SCOPE";
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(6);

    // PostgreSQL is asked to shut down so that it releases its memory segment; for everything else a kill is as safe as a power cut.
    private const string GuardScript = """
        trap '' HUP INT TERM
        while read -r _; do :; done
        sweep() {
          found=0
          for file in $(grep -lszxF -- "$MARK" /proc/[0-9]*/environ); do
            process=${file#/proc/}; process=${process%/environ}
            [ "$process" = "$$" ] && continue
            found=1
            if [ "$1" = gently ] && [ "$(cat "/proc/$process/comm" 2>/dev/null)" = postgres ]; then
              kill -INT "$process" 2>/dev/null
            else
              kill -KILL "$process" 2>/dev/null
            fi
          done
        }
        sweep gently
        for _ in 1 2 3 4 5 6 7 8 9 10; do [ $found = 0 ] && exit 0; sleep 0.5; sweep gently; done
        sweep hard
        """;

    private readonly string _mark;
    private readonly Process _guard;

    private ProcessScope(string folder)
    {
        _mark = $"{folder}#{Guid.NewGuid():N}";
        var guard = new ProcessStartInfo("/usr/bin/setsid") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "bash", "-c", GuardScript, "platform-guard" })
            guard.ArgumentList.Add(argument);
        guard.Environment.Remove(MarkVariable);
        guard.Environment["MARK"] = $"{MarkVariable}={_mark}";
        _guard = Process.Start(guard) ?? throw new LocalStartException("The guard process cannot be started: /usr/bin/setsid and bash are needed (package util-linux).");
    }

    /// <summary>Opens a scope; what an earlier one of the same folder has left is ended first.</summary>
    public static ProcessScope Open(string folder)
    {
        var full = Path.GetFullPath(folder);
        EndAll($"{full}#", gently: true);
        return new ProcessScope(full);
    }

    /// <summary>Starts a program of this scope. It leads a session of its own, so that Ctrl-C reaches us alone and we stop it in order.</summary>
    public ChildProcess Start(ChildCommand command, Action<string> onLine)
    {
        if (command.FileName.StartsWith('/') && !File.Exists(command.FileName))
            throw new LocalStartException($"{command.FileName} is not there.");
        var start = new ProcessStartInfo("/usr/bin/setsid")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory,
        };
        start.ArgumentList.Add(command.FileName);
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        // Ours, not theirs: an inherited address would make two processes bind the same port.
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment[MarkVariable] = _mark;
        return new ChildProcess(start, onLine);
    }

    /// <summary>Ends what is left and lets the guard go.</summary>
    public void Dispose()
    {
        EndAll(_mark, gently: false);
        _guard.StandardInput.Close();
        _guard.WaitForExit(LeftoverPatience);
        _guard.Dispose();
    }

    private static void EndAll(string markStart, bool gently)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var left = Find(markStart);
            if (left.Count == 0)
                return;
            foreach (var pid in left)
                Signals.Send(pid, gently && IsPostgres(pid) && patience.Elapsed < LeftoverPatience / 2 ? Signals.Interrupt : Signals.Kill);
            if (patience.Elapsed > LeftoverPatience)
                throw new LocalStartException($"Processes of an earlier start cannot be ended (pid {string.Join(", ", left)}).");
            Thread.Sleep(50);
        }
    }

    private static List<int> Find(string markStart)
    {
        var needle = Encoding.UTF8.GetBytes($"{MarkVariable}={markStart}");
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
                && Carries($"{folder}/environ", needle))
                found.Add(pid);
        }

        return found;
    }

    private static bool Carries(string path, byte[] needle)
    {
        try
        {
            var environment = File.ReadAllBytes(path).AsSpan();
            var at = environment.IndexOf(needle);
            return at == 0 || (at > 0 && environment[at - 1] == 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that has just ended.
            return false;
        }
    }

    private static bool IsPostgres(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim() == "postgres";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
