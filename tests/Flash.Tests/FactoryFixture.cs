using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Flash.Tests;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(FactoryFixture))]

namespace Platform.Flash.Tests;

/// <summary>The registry, whose factory the tool works for.</summary>
public sealed class FactoryFixture : ServiceFixture<Program>
{
    protected override string? DatabaseResource => "registry-db";

    protected override IEnumerable<(string Key, string Value)> Settings =>
        [("Registry:KeyEncryptionKey", "test-key-encryption-key-of-the-registry"), ("Web:Address", "http://127.0.0.1:8080")];

    public HttpClient Admin => ClientOf(Roles.Admin);

    /// <summary>A batch whose units are made.</summary>
    internal async Task<Batch> MakeAsync(int count)
    {
        using var answer = await Admin.PostAsJsonAsync("/api/batches", new { device_type = "4Relay", firmware_version = "1.4.0", count });
        var made = await Eventually.BecomesAsync(
            () => Admin.GetFromJsonAsync<JsonElement>(answer.Headers.Location), b => b.GetProperty("status").GetString() == "ready", "the batch is ready");
        return made.Deserialize<Batch>(ServiceDefaults.Http.Json.Options)!;
    }

    /// <summary>How many units of the batch are in each state of the bench, such as <c>flashed 3, pending 1</c>.</summary>
    internal async Task<string> StatesAsync(Batch batch)
    {
        var units = await Admin.GetFromJsonAsync<JsonElement>($"/api/batches/{batch.BatchId}/devices?limit=200");
        return string.Join(", ", units.GetProperty("items").EnumerateArray().GroupBy(u => u.GetProperty("provisioning").GetString()!)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));
    }

    protected override Task StartedAsync()
    {
        Stubs.Answer("GET", "/.well-known/device-lease-keys", _ => Results.Json(new { keys = new[] { new { kid = "k1", pem = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n" } } }));
        return Task.CompletedTask;
    }
}
