using System.Globalization;

namespace Platform.AppHost.Local.Running;

/// <summary>Finds who listens on a port, to say so in a message.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>For example <c>nginx (pid 812)</c>, or null when it cannot be seen.</summary>
    public static string? Describe(int port)
    {
        var inodes = Tables
            .Where(File.Exists)
            .SelectMany(path => File.ReadLines(path).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == Listening && LocalPort(columns[1]) == port)
            .Select(columns => $"socket:[{columns[9]}]")
            .ToHashSet(StringComparer.Ordinal);
        if (inodes.Count == 0)
            return null;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            var pid = Path.GetFileName(process);
            if (char.IsAsciiDigit(pid[0]) && Holds(process, inodes))
                return $"{File.ReadAllText($"{process}/comm").Trim()} (pid {pid})";
        }

        return null;
    }

    private static int LocalPort(string address) =>
        int.Parse(address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static bool Holds(string process, HashSet<string> inodes)
    {
        try
        {
            return Directory.EnumerateFiles($"{process}/fd").Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name is { } name && inodes.Contains(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that has just ended.
            return false;
        }
    }
}
