using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>How the code looks: rules that a search over the sources can check.</summary>
public sealed partial class SourceTests(ITestOutputHelper output)
{
    private static readonly string[] Hosts = ["AppHost", "AppHost.Local"];

    private static IEnumerable<Source> Shipped => Repository.Projects.SelectMany(p => p.Sources);

    private static IEnumerable<Source> ServiceSources => Repository.Services.SelectMany(p => p.Sources);

    [Fact]
    public void Time_comes_from_the_time_provider() => Repository.Projects
        .Where(p => !Hosts.Contains(p.Name, StringComparer.Ordinal))
        .SelectMany(p => p.Sources)
        .SelectMany(s => s.Where(line => Clock().IsMatch(line)))
        .ShouldBeEmpty("take TimeProvider; one now per operation");

    /// <summary>Set-up code runs before there is a container: Program.cs, extensions of the builder and commands that run instead of the service.</summary>
    [Fact]
    public void Configuration_is_read_at_set_up_only() => ServiceSources
        .Where(s => !IsSetUp(s))
        .SelectMany(s => s.Where(line => line.Contains("IConfiguration", StringComparison.Ordinal) || line.Contains("Environment.GetEnvironmentVariable", StringComparison.Ordinal)))
        .ShouldBeEmpty("bind an options class");

    [Fact]
    public void Program_is_short() => Repository.Services
        .SelectMany(p => p.Sources.Where(s => Path.GetFileName(s.Path) == "Program.cs" && s.Lines.Length > 60))
        .Select(s => $"{s.Path} has {s.Lines.Length} lines")
        .ShouldBeEmpty();

    [Fact]
    public void Source_files_are_split_before_they_get_long()
    {
        var sources = Shipped.Concat(Repository.SourcesUnder(Path.Combine(Repository.Root, "tests"))).ToArray();
        foreach (var source in sources.Where(s => s.Lines.Length is > 250 and <= 400)) output.WriteLine($"{source.Path} has {source.Lines.Length} lines; think of a split by use case");

        sources.Where(s => s.Lines.Length > 400).Select(s => $"{s.Path} has {s.Lines.Length} lines").ShouldBeEmpty();
    }

    [Fact]
    public void Folders_are_named_for_what_they_are_about() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        .Where(folder => Repository.IsSource(folder) && Path.GetFileName(folder) is "Services" or "Helpers" or "Managers" or "Common" or "Models" or "Utils" or "Misc")
        .Select(folder => Path.GetRelativePath(Repository.Root, folder))
        .Where(Repository.IsSource)
        .ShouldBeEmpty();

    [Fact]
    public void Log_messages_are_generated() => Shipped
        .SelectMany(s => s.Where(line => PlainLog().IsMatch(line)))
        .ShouldBeEmpty("use [LoggerMessage]");

    /// <summary>An event id means one thing within a process: a service and the shared libraries in it.</summary>
    [Fact]
    public void Log_event_ids_are_used_once_within_a_service()
    {
        var shared = Repository.Projects.Where(p => !p.IsService && !Hosts.Contains(p.Name, StringComparer.Ordinal)).SelectMany(EventIds).ToArray();

        shared.ShouldNotBeEmpty();
        Repository.Services
            .SelectMany(service => EventIds(service).Concat(shared).GroupBy(i => i.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(i => i.Path))}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_to_do() => Shipped
        .SelectMany(s => s.Lines.Select((line, i) => (line, place: $"{s.Path}:{i + 1}")))
        .Where(l => Unfinished().IsMatch(l.line))
        .Select(l => l.place)
        .ShouldBeEmpty();

    [Fact]
    public void Tests_do_not_sleep_and_are_not_skipped() => Repository.SourcesUnder(Path.Combine(Repository.Root, "tests"))
        .Where(s => !s.Path.EndsWith("SourceTests.cs", StringComparison.Ordinal) && !s.Path.Contains("CrashHost", StringComparison.Ordinal))
        .SelectMany(s => s.Where(line => line.Contains("Thread.Sleep(", StringComparison.Ordinal) || line.Contains("Skip = \"", StringComparison.Ordinal)))
        .ShouldBeEmpty();

    [Fact]
    public void Errors_are_not_swallowed() => Shipped
        .Where(s => EmptyCatch().IsMatch(s.Text))
        .Select(s => s.Path)
        .ShouldBeEmpty("an empty catch block says nothing; handle it, or say in a comment why it is fine");

    private static IEnumerable<(string Id, string Path)> EventIds(Project project) =>
        project.Sources.SelectMany(s => EventId().Matches(s.Text).Select(m => (m.Groups[1].Value, s.Path)));

    private static bool IsSetUp(Source source) =>
        Path.GetFileName(source.Path) is var name && (name == "Program.cs" || name.EndsWith("Extensions.cs", StringComparison.Ordinal)
            || name.EndsWith("Services.cs", StringComparison.Ordinal) || name.EndsWith("Command.cs", StringComparison.Ordinal)
            || name == "RouteRules.cs"); // The gateway's routing table is configuration; its rules are checked before the start.

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b_?[lL]ogger\.Log(Trace|Debug|Information|Warning|Error|Critical)?\(|\bConsole\.Write(Line)?\(.*(fail|error)", RegexOptions.IgnoreCase)]
    private static partial Regex PlainLog();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
