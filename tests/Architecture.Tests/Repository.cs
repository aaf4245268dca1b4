using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Platform.Architecture.Tests;

/// <summary>A project file and its sources.</summary>
internal sealed record Project(string Name, string Folder, XDocument File)
{
    public bool IsService => File.Root!.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web" && References.Contains("ServiceDefaults", StringComparer.Ordinal);

    public IReadOnlyList<string> References => [.. File.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

    public IReadOnlyList<string> Packages => [.. File.Descendants("PackageReference").Select(r => r.Attribute("Include")?.Value ?? "")];

    public IReadOnlyList<Source> Sources => [.. Repository.SourcesUnder(Folder)];
}

/// <summary>A source file: its path from the repository's root and its lines.</summary>
internal sealed record Source(string Path, string[] Lines)
{
    public string Text => string.Join('\n', Lines);

    /// <summary>Places where <paramref name="wrong"/> holds for a line of code (comments are left out), as <c>path:line</c>.</summary>
    public IEnumerable<string> Where(Func<string, bool> wrong) => Lines
        .Select((line, i) => (line, number: i + 1))
        .Where(l => !l.line.TrimStart().StartsWith("//", StringComparison.Ordinal) && wrong(l.line))
        .Select(l => $"{Path}:{l.number}");
}

/// <summary>The repository as files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Projects that ship.</summary>
    public static IReadOnlyList<Project> Projects { get; } = ProjectsUnder("src");

    /// <summary>All projects, tests included.</summary>
    public static IReadOnlyList<Project> AllProjects { get; } = [.. Projects, .. ProjectsUnder("tests"), .. ProjectsUnder("bench"), .. ProjectsUnder("tools")];

    public static IEnumerable<Project> Services => Projects.Where(p => p.IsService);

    public static IEnumerable<Source> SourcesUnder(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(IsSource)
        .Order(StringComparer.Ordinal)
        .Select(file => new Source(Path.GetRelativePath(Root, file), File.ReadAllLines(file)));

    public static bool IsSource(string path) => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    private static IReadOnlyList<Project> ProjectsUnder(string folder) => !Directory.Exists(Path.Combine(Root, folder))
        ? []
        : [.. Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Where(IsSource)
            .Order(StringComparer.Ordinal)
            .Select(file => new Project(Path.GetFileNameWithoutExtension(file), Path.GetDirectoryName(file)!, XDocument.Load(file)))];

    private static string FindRoot([CallerFilePath] string source = "")
    {
        var folder = Path.GetDirectoryName(source);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Platform.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Platform.sln is in none of the folders above this test.");
    }
}
