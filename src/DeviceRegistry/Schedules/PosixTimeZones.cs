using System.Text;
using System.Text.RegularExpressions;

namespace Platform.DeviceRegistry.Schedules;

/// <summary>
/// Time zones as devices read them: the rule (<c>CET-1CEST,M3.5.0,M10.5.0/3</c>) at the end of a file of the system's zone
/// information (TZif, RFC 8536), which holds for all times after the last change that the file lists.
/// </summary>
internal sealed partial class PosixTimeZones(string folder = PosixTimeZones.SystemFolder)
{
    private const string SystemFolder = "/usr/share/zoneinfo";
    private const int MostBytes = 64 * 1024;

    /// <summary>The rule of an IANA zone such as <c>Asia/Kolkata</c>; null when there is no such zone, or none with a rule.</summary>
    /// <exception cref="DirectoryNotFoundException">The system has no zone information; install the package tzdata.</exception>
    public string? Find(string zone)
    {
        if (!Name().IsMatch(zone)) return null;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no zone information in {folder}; install the package tzdata.");
        var file = new FileInfo(Path.Combine(folder, zone));
        return file.Exists && file.Length <= MostBytes ? RuleOf(File.ReadAllBytes(file.FullName)) : null;
    }

    /// <summary>What stands between the last two line ends, in files of the second version and later.</summary>
    internal static string? RuleOf(ReadOnlySpan<byte> file)
    {
        const int Version = 4;
        if (!file.StartsWith("TZif"u8) || file.Length <= Version || file[Version] < '2' || file[^1] != '\n') return null;
        var footer = file[..^1];
        var rule = footer[(footer.LastIndexOf((byte)'\n') + 1)..];
        return rule.IsEmpty ? null : Encoding.ASCII.GetString(rule);
    }

    /// <summary>Neither a path out of the folder, nor the folders with the same zones counted otherwise.</summary>
    [GeneratedRegex(@"^(?!posix/|right/)[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9_+-]{1,31}){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Name();
}
