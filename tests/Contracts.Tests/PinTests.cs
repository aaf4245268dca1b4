using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using Platform.Contracts.Identity;
using Platform.ServiceDefaults.Http;

namespace Platform.Contracts.Tests;

/// <summary>
/// The JSON of every message, as it lies in outboxes and on the bus. A message that changes its form breaks services of the
/// other version and rows that wait: add members that may be missing, never rename or remove. A new record gets its pin
/// with <c>PINS=write</c> in the environment, once, and is then checked in.
/// </summary>
public sealed class PinTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Bus = BusOptions();

    public static TheoryData<string> Records => [.. Types.Select(t => t.FullName!)];

    private static IEnumerable<Type> Types => typeof(TenantProvisioned).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false }).OrderBy(t => t.FullName, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_has_the_json_that_is_pinned_and_reads_it_back(string name)
    {
        var type = typeof(TenantProvisioned).Assembly.GetType(name)!;
        var example = Example.Of(type);
        var stored = JsonSerializer.Serialize(example, type, Json.Options);
        var sent = JsonSerializer.Serialize(example, type, Bus);
        var pin = new JsonObject { ["outbox"] = JsonNode.Parse(stored), ["bus"] = JsonNode.Parse(sent) }.ToJsonString(Indented) + "\n";

        var file = PinOf(type);
        if (Environment.GetEnvironmentVariable("PINS") == "write" && !File.Exists(file)) File.WriteAllText(file, pin);

        File.Exists(file).ShouldBeTrue($"{name} has no pin; run the test once with PINS=write and check {Path.GetFileName(file)} in");
        pin.ShouldBe(File.ReadAllText(file));
        var pinned = JsonNode.Parse(File.ReadAllText(file))!;
        ReadBack(pinned["outbox"]!, type, Json.Options).ShouldBe(stored);
        ReadBack(pinned["bus"]!, type, Bus).ShouldBe(sent);
    }

    [Fact]
    public void Every_pin_belongs_to_a_record()
    {
        var files = Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal);

        files.ShouldBe(Types.Select(t => Path.GetFileName(PinOf(t))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_record_has_a_namespace_of_its_owner_and_a_name_of_its_own()
    {
        Types.ShouldNotBeEmpty();
        Types.ShouldAllBe(t => t.Namespace!.StartsWith("Platform.Contracts.", StringComparison.Ordinal));
        // Exchanges are named by namespace and name; pins and queues by name alone.
        Types.Select(t => t.Name).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_that_lost_or_gained_members_is_still_read(string name)
    {
        var type = typeof(TenantProvisioned).Assembly.GetType(name)!;
        var json = JsonSerializer.SerializeToNode(Example.Of(type), type, Json.Options)!.AsObject();
        json["a_member_of_a_later_version"] = new JsonObject { ["a"] = 1 };

        JsonSerializer.Deserialize(json, type, Json.Options).ShouldNotBeNull();
        JsonSerializer.Deserialize("{}", type, Json.Options).ShouldNotBeNull();
    }

    private static string ReadBack(JsonNode json, Type type, JsonSerializerOptions options) => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, options), type, options);

    private static string PinOf(Type type) => Path.Combine(Folder(), $"{type.Namespace!.Split('.')[^1]}.{type.Name}.json");

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Pins");

    /// <summary>What AddBus gives the bus.</summary>
    private static JsonSerializerOptions BusOptions()
    {
        var options = new JsonSerializerOptions(SystemTextJsonMessageSerializer.Options);
        Json.ConfigureForMessages(options);
        return options;
    }
}
