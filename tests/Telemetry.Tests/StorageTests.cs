using System.Net.Http.Json;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Tests;

public sealed class StorageTests(TelemetryFixture fixture)
{
    [Fact]
    public async Task Table_in_parts_is_told_as_one()
    {
        using var client = fixture.ClientOf(Roles.Service);
        var storage = (await client.GetFromJsonAsync<StorageAnswer>("/internal/storage", Json.Options))!;
        storage.Bytes.ShouldBeGreaterThan(1_000_000);
        storage.Tables.Count.ShouldBe(10);
        storage.Tables.Select(t => t.Name).ShouldContain("environment_readings");
        storage.Tables.ShouldNotContain(t => t.Name.StartsWith("environment_readings_", StringComparison.Ordinal));
        storage.Tables.ShouldBe(storage.Tables.OrderByDescending(t => t.Bytes).ThenBy(t => t.Name, StringComparer.Ordinal));
    }
}
