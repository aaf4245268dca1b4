using System.Reflection;
using System.Xml.Linq;
using Platform.Contracts.Identity;

namespace Platform.Architecture.Tests;

/// <summary>Who may know whom, and where versions stand.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Shared = ["ServiceDefaults", "Messaging", "Contracts", "DeviceProtocol", "DeviceDirectory", "Access"];

    /// <summary>What a shared library may build upon; nothing below knows what is above it.</summary>
    private static readonly Dictionary<string, string[]> Layers = new(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["DeviceProtocol"] = [],
        ["ServiceDefaults"] = [],
        ["Messaging"] = ["ServiceDefaults"],
        ["DeviceDirectory"] = ["Contracts", "Messaging", "ServiceDefaults"],
        ["Access"] = ["Contracts", "Messaging", "ServiceDefaults"],
    };

    [Fact]
    public void Services_are_found() => Repository.Services.Select(p => p.Name).ShouldContain("Telemetry");

    [Fact]
    public void Service_references_shared_libraries_only_and_no_other_service() => Repository.Services
        .SelectMany(service => service.References.Except(Shared, StringComparer.Ordinal).Select(reference => $"{service.Name} -> {reference}"))
        .ShouldBeEmpty();

    [Fact]
    public void Shared_library_references_only_what_is_below_it() => Repository.Projects
        .Where(p => Shared.Contains(p.Name, StringComparer.Ordinal))
        .SelectMany(p => p.References.Except(Layers[p.Name], StringComparer.Ordinal).Select(reference => $"{p.Name} -> {reference}"))
        .ShouldBeEmpty();

    [Fact]
    public void Contracts_reference_nothing()
    {
        var contracts = Repository.Projects.Single(p => p.Name == "Contracts");

        contracts.Packages.ShouldBeEmpty();
        contracts.References.ShouldBeEmpty();
        typeof(TenantProvisioned).Assembly.GetReferencedAssemblies().ShouldAllBe(a => a.Name!.StartsWith("System", StringComparison.Ordinal));
    }

    [Fact]
    public void Contracts_are_sealed_records_and_enums_without_behaviour()
    {
        foreach (var type in typeof(TenantProvisioned).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("Platform", StringComparison.Ordinal) == true))
        {
            type.IsPublic.ShouldBeTrue($"{type} is not public");
            if (type.IsEnum) continue;
            type.IsSealed.ShouldBeTrue($"{type} is not sealed");
            type.GetMethod("<Clone>$").ShouldNotBeNull($"{type} is not a record");
            type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => m.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null && m.Name is not ("PrintMembers" or "ToString" or "Equals" or "GetHashCode" or "Deconstruct" or "<Clone>$"))
                .Select(m => $"{type.Name}.{m.Name}")
                .ShouldBeEmpty();
            type.GetProperties().Where(p => p.Name != "EqualityContract" && p.SetMethod is null).Select(p => $"{type.Name}.{p.Name} is computed").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Package_versions_stand_in_one_file_only()
    {
        Repository.AllProjects
            .SelectMany(p => p.File.Descendants("PackageReference").Where(r => r.Attribute("Version") is not null || r.Attribute("VersionOverride") is not null || r.Element("Version") is not null)
                .Select(r => $"{p.Name}: {r.Attribute("Include")?.Value}"))
            .ShouldBeEmpty();
        var central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(v => v.Attribute("Include")!.Value).ToArray();
        central.ShouldBeUnique();
        Repository.AllProjects.SelectMany(p => p.Packages).Where(name => name.Length > 0).Except(central, StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>The AppHost's packages differ by the way it runs, so it has no lock file.</summary>
    [Fact]
    public void Every_project_has_a_lock_file() => Repository.AllProjects
        .Where(p => p.Name != "AppHost" && !File.Exists(Path.Combine(p.Folder, "packages.lock.json")))
        .Select(p => p.Name)
        .ShouldBeEmpty();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Platform.sln"));

        Repository.AllProjects
            .Where(p => !solution.Contains($"\\{p.Name}.csproj\"", StringComparison.Ordinal) && !solution.Contains($"/{p.Name}.csproj\"", StringComparison.Ordinal))
            .Select(p => p.Name)
            .ShouldBeEmpty();
    }
}
